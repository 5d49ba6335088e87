/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** Run events on their way to the writer. */
record RunEventIntake(Handoff<RunEvent> queue) implements RunEventSink {

  @Override
  public void accept(RunEvent event) {
    if (event.kind() == RunEvent.Kind.STARTED) {
      queue.offerUrgent(event);
    } else {
      queue.offer(event);
    }
  }
}
