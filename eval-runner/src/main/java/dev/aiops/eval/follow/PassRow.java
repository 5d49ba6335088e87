/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.trace.RecordedRun;
import java.time.Instant;

/** That a run was evaluated, as a row of {@code eval_passes}, in JSON. */
final class PassRow {

  private PassRow() {}

  static ObjectNode of(QuietRun quiet, RecordedRun run, long scores, Instant at) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("RunId", quiet.id());
    row.put("Revision", quiet.revision());
    row.put("RunStartedAt", Times.text(run.startedAt()));
    row.put("SeenUntil", Times.text(quiet.seenUntil()));
    row.put("Scores", scores);
    row.put("At", Times.text(at));
    return row;
  }
}
