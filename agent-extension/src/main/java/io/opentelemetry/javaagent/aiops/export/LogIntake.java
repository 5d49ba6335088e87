/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.function.Predicate;

/** A log record in the app's thread: a copy, because it may be changed later, into the queue. */
final class LogIntake implements LogRecordProcessor {

  private final Handoff<LogRecordData> handoff;
  private final Predicate<ReadWriteLogRecord> wanted;
  private final ClickHouseExport export;
  private final OnceLog log;

  LogIntake(
      Handoff<LogRecordData> handoff,
      Predicate<ReadWriteLogRecord> wanted,
      ClickHouseExport export,
      OnceLog log) {
    this.handoff = handoff;
    this.wanted = wanted;
    this.export = export;
    this.log = log;
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    try {
      if (wanted.test(record)) {
        handoff.offer(record.toLogRecordData());
      }
    } catch (RuntimeException | Error e) {
      log.bug("a log record could not be taken", e);
    }
  }

  @Override
  public CompletableResultCode forceFlush() {
    return Flushing.now(export);
  }

  /** Flushes only: records that come while the JVM goes down are still spooled. */
  @Override
  public CompletableResultCode shutdown() {
    return Flushing.last(export);
  }
}
