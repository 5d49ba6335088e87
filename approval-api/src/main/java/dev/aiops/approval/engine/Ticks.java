/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.approvals.Aging;
import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.Sequencer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What time brings: approvals whose time is over end, and while somebody waits for one, rows that
 * other instances wrote are read. Of two instances that end the same one the second finds it ended.
 */
final class Ticks implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Ticks.class.getName());
  private static final long MILLIS = 150;

  private final Sequencer<State> sequencer;
  private final Waits waits;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Ticks::thread);
  private @Nullable ScheduledFuture<?> ticking;
  private CompletableFuture<?> last = CompletableFuture.completedFuture(0);

  private Ticks(Sequencer<State> sequencer, Waits waits, InstantSource clock) {
    this.sequencer = sequencer;
    this.waits = waits;
    this.clock = clock;
  }

  static Ticks start(Sequencer<State> sequencer, Waits waits, InstantSource clock) {
    Ticks ticks = new Ticks(sequencer, waits, clock);
    ticks.schedule();
    return ticks;
  }

  private void schedule() {
    ticking = timer.scheduleWithFixedDelay(this::tick, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      boolean due = Aging.isDue(sequencer.state().approvals(), clock.instant());
      if (last.isDone() && (due || !waits.isEmpty())) {
        last = sequencer.send((state, now) -> passed(state, now));
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "approvals are looked at with the next tick", e);
    }
  }

  private static Decision<Integer> passed(State state, Instant now) {
    Decided<Approvals, Integer> decided = Aging.pass(state.approvals(), now);
    return new Decision<>(decided.entries(), decided.reply());
  }

  @Override
  public void close() {
    if (ticking != null) {
      ticking.cancel(true);
    }
    timer.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "aiops-ticks");
    thread.setDaemon(true);
    return thread;
  }
}
