/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.javaagent.aiops.approval.Approvals.Answer;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Use;
import java.util.UUID;

/**
 * Uses an approval up, with the hash of what is about to run. A reply that was lost is asked for
 * again with the same request id, a few times; then the action does not run, whatever the control
 * plane has written.
 */
final class Consuming {

  private static final int MOST_TRIES = 4;
  private static final long FIRST_PAUSE_MILLIS = 100;

  private final Approvals approvals;

  Consuming(Approvals approvals) {
    this.approvals = approvals;
  }

  Answer consume(String approval, Action runs)
      throws InterruptedException, UnreadableArgumentsException {
    Use use = new Use(UUID.randomUUID().toString(), approval, runs.hash());
    Answer answer = approvals.consume(use);
    for (int tried = 1; tried < MOST_TRIES; tried++) {
      if (!(answer instanceof Answer.Unavailable)) {
        return answer;
      }
      Thread.sleep(FIRST_PAUSE_MILLIS << tried);
      answer = approvals.consume(use);
    }
    return answer;
  }
}
