/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Everything from a finished span to a visible row. Starting it does no I/O: the spool folder and
 * the connection are made when there is something to write, and their failure never reaches the
 * caller.
 */
public final class ClickHouseExport implements AutoCloseable {

  /** What a flush or a shutdown may take when nobody says otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  /** What an ending JVM waits while the server takes its last rows. */
  static final Duration LAST_TIMEOUT = Duration.ofSeconds(3);

  private static final int SPAN_QUEUE = 16_384;
  private static final int LOG_QUEUE = 16_384;
  private static final int RUN_QUEUE = 4_096;
  private static final int CONTENT_QUEUE = 2_048;

  private final OnceLog log = new OnceLog();
  private final Drops drops = new Drops(log);
  private final Counters counters = new Counters();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final InstantSource clock;
  private final Spool spool;
  private final Shipper shipper;
  private final SpoolWriter writer;
  private final Handoff<ReadableSpan> spans = handoff(Table.TRACES, SPAN_QUEUE);
  private final Handoff<LogRecordData> logs = handoff(Table.LOGS, LOG_QUEUE);
  private final Handoff<RunEvent> runEvents = handoff(Table.RUN_EVENTS, RUN_QUEUE);
  private final Handoff<MessagePart> contents = handoff(Table.MESSAGE_CONTENT, CONTENT_QUEUE);

  private ClickHouseExport(
      ExportSettings settings, SpoolFolder.Opener opener, InstantSource clock) {
    this.clock = clock;
    spool = new Spool(settings, opener, clock, drops, log);
    shipper = new Shipper(settings, spool, drops, counters, log);
    Pump.Sink sink = new Pump.Sink(spool, drops, counters, log, new BlockWriter(), new Lz4Frame());
    Pump<LogRecordData, LogRecordData> logPump =
        new Pump<>(logs, Function.identity(), new LogRows(), sink);
    DropReporter reporter = new DropReporter(drops, logPump, clock);
    Function<ReadableSpan, SpanData> toData =
        span -> {
          SpanData data = span.toSpanData();
          reporter.resource(data.getResource());
          return data;
        };
    writer =
        new SpoolWriter(
            new Pump<>(runEvents, Function.identity(), new RunEventRows(), sink),
            List.of(
                new Pump<>(spans, toData, new SpanRows(), sink),
                logPump,
                new Pump<>(contents, Function.identity(), new ContentRows(), sink)),
            spool,
            shipper,
            reporter,
            log);
  }

  /** Starts the two threads. */
  public static ClickHouseExport start(ExportSettings settings) {
    return start(settings, SpoolFolder.Opener.REAL, InstantSource.system());
  }

  static ClickHouseExport start(
      ExportSettings settings, SpoolFolder.Opener opener, InstantSource clock) {
    ClickHouseExport export = new ClickHouseExport(settings, opener, clock);
    export.writer.start();
    export.shipper.start();
    return export;
  }

  /**
   * Takes ended spans, whether the app's sampler wanted them or not.
   *
   * @param wanted which of them; called by the thread that ends the span
   */
  public SpanProcessor spanProcessor(Predicate<ReadableSpan> wanted) {
    return new SpanIntake(spans, wanted, this, log);
  }

  /**
   * Takes log records.
   *
   * @param wanted which of them; called by the thread that logs
   */
  public LogRecordProcessor logProcessor(Predicate<ReadWriteLogRecord> wanted) {
    return new LogIntake(logs, wanted, this, log);
  }

  /** Takes run events. */
  public RunEventSink runEvents() {
    return new RunEventIntake(runEvents);
  }

  /** Takes captured content. */
  public ContentSink contents() {
    return new ContentIntake(contents, drops);
  }

  /**
   * Sends what was handed over before the call; says whether all of it is stored. What is not stays
   * in the spool and goes on being sent.
   */
  public boolean flush(Duration timeout) {
    return flush(timeout, ticket -> false);
  }

  /**
   * {@link #flush} for the last time: what was lost is written into the log, too, and a server that
   * does not take the rows is not waited for. They are on disk.
   */
  boolean flushLast(Duration timeout) {
    writer.reportDrops();
    return flush(timeout, shipper::hasTried);
  }

  private boolean flush(Duration timeout, LongPredicate enough) {
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      return writer.flush(timeout.toNanos()) && awaitSent(deadline, enough);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Flushes within the timeout and ends the threads; the rest is left for adoption. */
  public void shutdown(Duration timeout) {
    if (closed.getAndSet(true)) {
      return;
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    flushLast(timeout);
    try {
      writer.stop(1_000);
      shipper.stop((deadline - System.nanoTime()) / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    spool.close();
  }

  /** {@link #shutdown} within {@link #DEFAULT_TIMEOUT}. */
  @Override
  public void close() {
    shutdown(DEFAULT_TIMEOUT);
  }

  /** How it goes. */
  public ExportStats stats() {
    return new ExportStats(
        spans.size() + logs.size() + runEvents.size() + contents.size(),
        counters.rowsSpooled.sum(),
        counters.rowsSent.sum(),
        drops.total(),
        counters.bytesSent.sum(),
        counters.inserts.sum(),
        counters.retries.sum(),
        counters.burntTokens.sum(),
        spool.batches(),
        spool.bytes(),
        counters.batchesAdopted.sum(),
        Duration.ofMillis(Math.max(0, clock.millis() - spool.oldestMillis())),
        shipper.lastError());
  }

  private <T> Handoff<T> handoff(Table table, int capacity) {
    return new Handoff<>(table, capacity, drops, () -> writer.wake(), () -> writer.wakeSoon());
  }

  private boolean awaitSent(long deadline, LongPredicate enough) throws InterruptedException {
    Set<Batch> batches = spool.ownSealed();
    long ticket = shipper.hurry();
    while (spool.ownSealed().stream().anyMatch(batches::contains)) {
      if (System.nanoTime() - deadline >= 0 || enough.test(ticket)) {
        return false;
      }
      Thread.sleep(5);
    }
    return true;
  }
}
