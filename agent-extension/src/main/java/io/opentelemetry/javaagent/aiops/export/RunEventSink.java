/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/** Takes run events. */
public interface RunEventSink {

  /**
   * Hands an event over; a start wakes the writer, so that the run is visible within 2 s. Returns
   * at once and never throws; an event that finds the queue full is dropped and counted.
   */
  void accept(RunEvent event);
}
