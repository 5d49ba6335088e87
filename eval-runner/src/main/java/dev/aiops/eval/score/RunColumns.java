/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.score;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.trace.RecordedRun;

/** The columns of a score that say whose run it is of. */
public final class RunColumns {

  private RunColumns() {}

  /** Puts them. */
  public static void put(ObjectNode row, RecordedRun run) {
    row.put("RunId", run.id());
    row.put("TraceId", run.traceId());
    row.put("RunStartedAt", Times.text(run.startedAt()));
    row.put("ServiceName", run.origin().service());
    row.put("Environment", run.origin().environment());
    row.put("Team", run.origin().team());
    row.put("AgentName", run.origin().agent());
    row.put("AgentVersion", run.origin().agentVersion());
    run.models().forEach(row.putArray("Models")::add);
    row.put("UserId", run.origin().user());
    row.put("ConversationId", run.origin().conversation());
  }
}
