/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.javaagent.aiops.export.BatchProtocol.Outcome;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The thread that sends sealed batches, one after the other, until each is known to be stored. */
final class Shipper implements Runnable {

  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long ADOPT_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** What a row costs a slow server; what an insert takes beyond that is its load. */
  private static final long NANOS_PER_ROW = 10_000;

  private final ExportSettings settings;
  private final Spool spool;
  private final BatchProtocol protocol;
  private final Adoption adoption;
  private final Drops drops;
  private final Counters counters;
  private final OnceLog log;
  private final ClickHouseHttp http;
  private final Thread thread;

  private final Pace pace = new Pace(System.nanoTime());
  private final Map<Table, Long> lastStored = new EnumMap<>(Table.class);
  private final Set<Table> refusing = EnumSet.noneOf(Table.class);
  private long adoptAt = System.nanoTime();
  private volatile long latencyNanos;
  private volatile boolean healthy;
  private volatile boolean stopped;
  private volatile String lastError = "";

  Shipper(ExportSettings settings, Spool spool, Drops drops, Counters counters, OnceLog log) {
    this.settings = settings;
    this.spool = spool;
    this.drops = drops;
    this.counters = counters;
    this.log = log;
    this.http = new ClickHouseHttp(settings);
    this.protocol = new BatchProtocol(http, counters);
    this.adoption = new Adoption(settings.spoolDir());
    this.thread = Daemon.of("aiops-shipper", this);
  }

  void start() {
    thread.start();
  }

  /** A batch was sealed. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Somebody waits: {@link Pace#hurry}. */
  long hurry() {
    long ticket = pace.hurry();
    wake();
    return ticket;
  }

  /** {@link Pace#hasTried}. */
  boolean hasTried(long ticket) {
    return pace.hasTried(ticket);
  }

  /** Ends the thread; a request under way is cut off and its batch stays in doubt on disk. */
  void stop(long timeoutMillis) throws InterruptedException {
    stopped = true;
    wake();
    thread.join(Math.max(1, timeoutMillis));
    http.abort();
    thread.join(1_000);
  }

  /** What an insert takes of late beyond the work for its rows. */
  long latencyNanos() {
    return latencyNanos;
  }

  /** Whether the last insert succeeded. */
  boolean isHealthy() {
    return healthy;
  }

  String lastError() {
    return lastError;
  }

  /** Sends with the agent's own instrumentation off: no span must come of sending spans. */
  @Override
  public void run() {
    try {
      InstrumentationUtil.suppressInstrumentation(this::loop);
    } catch (LinkageError e) {
      log.bug("this agent has no way to leave our own requests untraced", e);
      loop();
    }
  }

  private void loop() {
    while (!stopped) {
      try {
        pause(step());
      } catch (RuntimeException | Error e) {
        log.bug("the shipper stumbled and goes on", e);
        pause(IDLE_NANOS);
      }
    }
  }

  private void pause(long nanos) {
    if (nanos > 0 && !stopped) {
      LockSupport.parkNanos(this, nanos);
    }
  }

  /** Sends at most one batch; returns how long nothing can be done. */
  private long step() {
    long now = System.nanoTime();
    if (now - adoptAt >= 0) {
      adopt(now);
    }
    Batch batch = pace.isOpen(now) ? spool.take(pace.onHold(), pace.suspectsToo(now)) : null;
    if (batch == null) {
      return pace.nothing(now);
    }
    Outcome outcome = protocol.deliver(batch);
    settle(batch, outcome, System.nanoTime() - now);
    return 0;
  }

  private void adopt(long now) {
    adoptAt = now + ADOPT_NANOS;
    List<FileBatch> adopted = adoption.adopt();
    counters.batchesAdopted.add(adopted.size());
    spool.adopt(adopted);
  }

  private void settle(Batch batch, Outcome outcome, long tookNanos) {
    if (outcome instanceof Outcome.Stored) {
      stored(batch, tookNanos);
      return;
    }
    healthy = false;
    counters.retries.increment();
    if (outcome instanceof Outcome.Refused refused) {
      refused(batch, refused.refusal());
    } else if (outcome instanceof Outcome.Unreadable unreadable) {
      setAside(batch, unreadable.reason());
    } else if (outcome instanceof Outcome.Damaged damaged) {
      damaged(batch, damaged.reason());
    } else {
      unreachable(((Outcome.Unreachable) outcome).reason());
    }
  }

  private void stored(Batch batch, long tookNanos) {
    long load = Math.max(0, tookNanos - batch.rows() * NANOS_PER_ROW);
    latencyNanos = latencyNanos * 3 / 4 + load / 4;
    counters.rowsSent.add(batch.rows());
    counters.bytesSent.add(batch.bytes());
    counters.inserts.increment();
    batch.delete();
    spool.remove(batch);
    lastStored.put(batch.table(), System.nanoTime());
    pace.reset();
    healthy = true;
    lastError = "";
    log.over("insert", "ClickHouse at " + settings.url() + " takes telemetry again");
    if (refusing.remove(batch.table()) && refusing.isEmpty()) {
      log.over("tables", "inserts into all tables at " + settings.url() + " work again");
    }
  }

  private void unreachable(String reason) {
    failed(
        "insert",
        "unreachable",
        "cannot reach ClickHouse at "
            + settings.url()
            + " ("
            + reason
            + "): telemetry waits in "
            + settings.spoolDir()
            + ", at most "
            + (settings.spoolMaxBytes() >> 20)
            + " MiB; check aiops.clickhouse.url");
    pace.pause();
  }

  private void refused(Batch batch, Refusal refusal) {
    String advice = refusal.advice(settings);
    switch (refusal.kind()) {
      case BATCH -> setAside(batch, advice);
      case BUSY -> busy(batch, refusal, advice);
      case UNKNOWN -> unclear(batch, refusal, advice);
      case CONFIGURATION -> misconfigured(batch, refusal, advice);
    }
  }

  private void busy(Batch batch, Refusal refusal, String advice) {
    failed("insert", "code " + refusal.code(), advice);
    waitFor(batch);
    pace.pause();
  }

  /** A batch is at fault when others of its table get through and it alone does not. */
  private void unclear(Batch batch, Refusal refusal, String advice) {
    waitFor(batch);
    if (batch.isSuspect() && othersPassed(batch)) {
      setAside(batch, advice);
    } else {
      refusing(batch, refusal, advice);
      hold(batch);
    }
  }

  private void damaged(Batch batch, String reason) {
    waitFor(batch);
    if (batch.isSuspect()) {
      setAside(batch, "its file cannot be read: " + reason);
    } else {
      failed("file", "unreadable", "a spool file cannot be read and is tried again: " + reason);
      hold(batch);
    }
  }

  private void waitFor(Batch batch) {
    batch.failed(System.nanoTime());
    if (batch.isSuspect()) {
      pace.holdSuspects();
    }
  }

  /** Others of the table wait with it for a while, but not behind a suspect. */
  private void hold(Batch batch) {
    if (!batch.isSuspect()) {
      pace.hold(batch.table());
    }
  }

  private boolean othersPassed(Batch batch) {
    Long stored = lastStored.get(batch.table());
    return stored != null && stored - batch.firstFailure() > 0;
  }

  private void refusing(Batch batch, Refusal refusal, String advice) {
    refusing.add(batch.table());
    failed("tables", "code " + refusal.code(), advice);
  }

  /** A missing table holds up only its own batches. */
  private void misconfigured(Batch batch, Refusal refusal, String advice) {
    if (refusal.concernsTable()) {
      refusing(batch, refusal, advice);
      pace.holdLonger(batch.table());
    } else {
      failed("insert", "code " + refusal.code(), advice);
      pace.pauseLonger();
    }
  }

  private void setAside(Batch batch, String why) {
    failed(
        "rejected",
        batch.table().sqlName(),
        "a batch of "
            + batch.table().sqlName()
            + " was put into "
            + settings.spoolDir().resolve("rejected")
            + ": "
            + why);
    drops.add(batch.table(), Drops.Reason.REJECTED, batch.rows());
    batch.reject();
    spool.remove(batch);
  }

  private void failed(String topic, String kind, String message) {
    lastError = message;
    if (!stopped) {
      log.warn(topic, kind, message);
    }
    spool.giveBack();
  }
}
