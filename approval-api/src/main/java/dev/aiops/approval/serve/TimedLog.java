/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.log.Appended;
import dev.aiops.approval.log.ControlLog;
import dev.aiops.approval.log.Draft;
import dev.aiops.approval.log.Page;
import io.micrometer.core.instrument.Timer;

/** Measures how long appends take, those that fail too. */
final class TimedLog implements ControlLog {

  private final ControlLog log;
  private final Timer timer;

  TimedLog(ControlLog log, Timer timer) {
    this.log = log;
    this.timer = timer;
  }

  @Override
  public Page read(long after, int limit) {
    return log.read(after, limit);
  }

  @Override
  public Appended append(Draft draft) {
    Timer.Sample sample = Timer.start();
    try {
      return log.append(draft);
    } finally {
      sample.stop(timer);
    }
  }
}
