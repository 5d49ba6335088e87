/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.javaagent.aiops.Background.Pending;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run that began in this process: started, a heartbeat while it is open, ended. The
 * start waits for the name of the first model, but not long. Thread-safe.
 */
final class RunRecord {

  private enum Phase {
    NEW,
    STARTED,
    ENDED
  }

  private final Run run;
  private final RunLog log;
  private final SpanContext rootSpan;
  private final WeakReference<Object> alive;

  private Phase phase = Phase.NEW;
  private @Nullable String model;
  private Supplier<@Nullable String> input = () -> null;
  private @Nullable Pending next;
  private int waiting;
  private volatile @Nullable String kept;

  /**
   * @param alive what the app holds while the run can still end; once it is gone the heartbeat
   *     stops and the run reads as lost
   */
  RunRecord(Run run, RunLog log, SpanContext rootSpan, Object alive) {
    this.run = run;
    this.log = log;
    this.rootSpan = rootSpan;
    this.alive = new WeakReference<>(alive);
  }

  Run run() {
    return run;
  }

  SpanContext rootSpan() {
    return rootSpan;
  }

  @Nullable String model() {
    return model;
  }

  boolean capturesContent() {
    return log.capturesContent();
  }

  String cut(String text) {
    return log.cut(text);
  }

  /** Begins; {@code input} gives what the run was asked, as the app has it. */
  synchronized void begin(@Nullable String model, Supplier<@Nullable String> input) {
    this.model = model;
    this.input = input;
    if (model != null) {
      start();
    } else {
      next = log.later(RunLog.START_WAIT, this::tick);
    }
  }

  synchronized void modelAsked(@Nullable String name) {
    if (model == null) {
      model = name;
    }
    if (phase == Phase.NEW) {
      start();
    }
  }

  private void start() {
    cancelNext();
    phase = Phase.STARTED;
    log.started(this, input);
    input = () -> null;
  }

  /**
   * The start is written. Most runs have ended by now: whoever starts one need not pay for a
   * heartbeat that never comes.
   */
  synchronized void beat() {
    if (phase == Phase.STARTED) {
      next = log.later(RunLog.HEARTBEAT, this::tick);
    }
  }

  private synchronized void tick() {
    if (phase == Phase.NEW) {
      start();
    } else if (phase == Phase.STARTED && alive.get() != null) {
      log.heartbeat(this);
    }
  }

  /** What the run was asked, once it is written; the background writes it if that has not been. */
  @Nullable String keptInput() {
    modelAsked(null);
    if (kept == null) {
      log.writeNow();
    }
    String text = kept;
    return text == null || text.isEmpty() ? null : text;
  }

  void keep(String input) {
    kept = input;
  }

  /** A call begins to wait for a person; the run waits while any does. */
  synchronized void waits() {
    modelAsked(null);
    if (waiting++ == 0 && phase == Phase.STARTED) {
      log.waits(this);
    }
  }

  synchronized void goesOn() {
    if (--waiting == 0 && phase == Phase.STARTED) {
      log.resumed(this);
    }
  }

  /** Ends; only the first end counts. */
  synchronized void end(RunEnd end) {
    if (finish()) {
      log.ended(this, end);
    }
  }

  /** As {@link #end}, at that time; called by the background, after the start was given to it. */
  synchronized void endNow(RunEnd end, Instant at) {
    if (finish()) {
      log.endedNow(this, end, at);
    }
  }

  /** Ends; false where it had ended before. */
  private boolean finish() {
    if (phase == Phase.ENDED) {
      return false;
    }
    if (phase == Phase.NEW) {
      start();
    }
    cancelNext();
    phase = Phase.ENDED;
    return true;
  }

  private void cancelNext() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }
}
