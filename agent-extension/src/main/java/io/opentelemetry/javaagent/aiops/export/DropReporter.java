/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes lost rows into the log itself, once things work again and at most every ten seconds. */
final class DropReporter {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Drops drops;
  private final Pump<?, LogRecordData> logs;
  private final InstantSource clock;
  private long last = System.nanoTime() - PAUSE_NANOS;
  private volatile Resource resource = Resource.empty();

  DropReporter(Drops drops, Pump<?, LogRecordData> logs, InstantSource clock) {
    this.drops = drops;
    this.logs = logs;
    this.clock = clock;
  }

  /** The resource the notices carry: that of the newest row. */
  void resource(Resource newest) {
    resource = newest;
  }

  /** Reports when rows arrive again and the last report is old enough, or in any case. */
  void reportWhen(boolean healthy, boolean inAnyCase) {
    boolean due = healthy && System.nanoTime() - last >= PAUSE_NANOS;
    if ((due || inAnyCase) && drops.hasUnreported()) {
      report();
    }
  }

  private void report() {
    last = System.nanoTime();
    long now = RunEventRows.nanos(clock.instant());
    List<LogRecordData> notices =
        drops.takeUnreported().entrySet().stream()
            .<LogRecordData>map(
                loss -> new DropNotice(resource, now, loss.getKey(), loss.getValue()))
            .toList();
    if (!notices.isEmpty()) {
      logs.spool(notices);
    }
  }
}
