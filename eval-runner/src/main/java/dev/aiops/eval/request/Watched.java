/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.batch.Watch;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A batch that this process has. How far it is is told every few seconds by a thread of its own, as
 * a part may take longer than the batch is left to a process that says nothing; the answer says
 * whether it is to stop.
 */
final class Watched implements Watch, AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Watched.class.getName());

  private final ControlPlane plane;
  private final RequestedBatch batch;
  private final ClickHouse at;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Watched::thread);
  private volatile long done;
  private volatile boolean cancelled;
  private volatile ControlPlane.@Nullable LostException lost;
  private @Nullable ScheduledFuture<?> beating;

  private Watched(ControlPlane plane, RequestedBatch batch, ClickHouse at) {
    this.plane = plane;
    this.batch = batch;
    this.at = at;
    cancelled = batch.isCancelled();
  }

  static Watched start(ControlPlane plane, RequestedBatch batch, ClickHouse at, Duration every) {
    Watched watched = new Watched(plane, batch, at);
    watched.beating =
        watched.timer.scheduleWithFixedDelay(
            watched::beat, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    return watched;
  }

  @Override
  public void progress(long runs) {
    done = runs;
  }

  /** Why it must stop; fails where the batch is not this process's any more. */
  @Override
  public Optional<String> stop() {
    ControlPlane.LostException why = lost;
    if (why != null) {
      throw why;
    }
    return cancelled ? Optional.of("a person stopped it") : usedUp();
  }

  private Optional<String> usedUp() {
    BigDecimal budget = batch.budgetUsd();
    if (budget == null) {
      return Optional.empty();
    }
    BatchTally tally = BatchTally.of(batch.id(), at);
    if (tally.unbounded() > 0) {
      return Optional.of(
          "what judging has cost is not known, of %d judgements, so the budget of the batch cannot be kept: a model has no price; name one that has, or leave the budget out"
              .formatted(tally.unbounded()));
    }
    return tally.mostUsd().compareTo(budget) < 0
        ? Optional.empty()
        : Optional.of(
            "judging %s $%s of the batch's budget of $%s: another batch goes on with the runs that are left"
                .formatted(
                    tally.unpriced() == 0 ? "has cost" : "may have cost",
                    plain(tally.mostUsd()),
                    plain(budget)));
  }

  private static String plain(BigDecimal usd) {
    return usd.stripTrailingZeros().toPlainString();
  }

  private void beat() {
    try {
      cancelled = plane.progress(batch.id(), done, BatchTally.of(batch.id(), at)).isCancelled();
    } catch (ControlPlane.LostException e) {
      lost = e;
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "How far a batch is is told again", e);
    }
  }

  void end(long runs, String outcome, String reason) {
    close();
    plane.end(batch.id(), outcome, reason, runs, BatchTally.of(batch.id(), at));
  }

  /** Tells no more. */
  @Override
  public void close() {
    if (beating != null) {
      beating.cancel(true);
    }
    timer.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "eval-progress");
    thread.setDaemon(true);
    return thread;
  }
}
