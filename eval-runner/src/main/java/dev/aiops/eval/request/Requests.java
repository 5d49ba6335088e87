/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.read.ReadException;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Ended;
import dev.aiops.eval.batch.Throttle;
import dev.aiops.eval.definition.Definitions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Does what batches people asked for. One is this process's until it is heard of no more: another
 * one then goes on, and nothing is scored twice, as a part is one insert by its name.
 *
 * @param plane where they are asked for
 * @param definitions those that this process has
 * @param batches where they are planned and run, at a speed
 * @param throttle the most of it that this process may
 * @param every how often is told how far one is
 */
public record Requests(
    ControlPlane plane,
    Definitions definitions,
    Function<Throttle, Batches> batches,
    Throttle throttle,
    Duration every) {

  /** How often is told how far a batch is. */
  public static final Duration USUAL = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(Requests.class.getName());

  /** Does what there is to do. */
  public void doDue() {
    Optional<RequestedBatch> next = plane.work(definitions);
    while (next.isPresent()) {
      work(next.get());
      next = plane.work(definitions);
    }
  }

  private void work(RequestedBatch batch) {
    try (Watched watched = Watched.start(plane, batch, batches.apply(throttle).at(), every)) {
      Optional<RequestedBatch> counted = batch.isToCount() ? count(batch) : Optional.of(batch);
      // one that is cancelled is run, too: it stops before its next part, and says so
      counted.filter(RequestedBatch::isBegun).ifPresent(begun -> run(begun, watched));
    } catch (ControlPlane.LostException e) {
      LOG.warning("Batch " + batch.id() + " is left: " + e.getMessage());
    } catch (ReadException | ClickHouseException | ControlPlane.AwayException e) {
      throw e;
    } catch (RuntimeException e) {
      fail(batch, e);
    }
  }

  /** As it is once it is counted; empty where it cannot be done here. */
  private Optional<RequestedBatch> count(RequestedBatch batch) {
    Chosen chosen = Chosen.of(batch, definitions);
    if (!chosen.problem().isEmpty()) {
      plane.end(batch.id(), "refused", chosen.problem(), 0, BatchTally.NONE);
      return Optional.empty();
    }
    // the size of its parts, which it keeps, goes by its speed
    Batches planning = batches.apply(speed(batch));
    if (!planning.isPlanned(batch.id())) {
      planning.plan(batch.id(), new Definitions(chosen.all()), batch.from(), batch.until());
    }
    FrozenPlan plan = FrozenPlan.of(batch.id(), planning.at());
    return Optional.of(
        plane.plan(batch.id(), plan.runs(), plan.estimatedCostUsd(), chosen.isJudged()));
  }

  private void run(RequestedBatch batch, Watched watched) {
    Ended ended = batches.apply(speed(batch)).run(batch.id(), watched);
    if (ended instanceof Ended.Stopped stopped) {
      watched.end(ended.runs(), "stopped", stopped.why());
    } else {
      watched.end(ended.runs(), "done", "");
    }
  }

  private Throttle speed(RequestedBatch batch) {
    Long asked = batch.perMinute();
    return asked == null || asked > throttle.perMinute()
        ? throttle
        : new Throttle(throttle.part(), asked, throttle.atOnce());
  }

  /** What cannot be done now cannot be done the next time, either. */
  private void fail(RequestedBatch batch, RuntimeException why) {
    if (Thread.currentThread().isInterrupted()) {
      throw why;
    }
    String reason =
        why instanceof IllegalStateException || why instanceof IllegalArgumentException
            ? String.valueOf(why.getMessage())
            : "eval-runner failed by a fault of its own: " + why;
    LOG.log(Level.WARNING, "Batch " + batch.id() + " failed: " + reason, why);
    plane.end(
        batch.id(), "failed", reason, 0, BatchTally.of(batch.id(), batches.apply(throttle).at()));
  }
}
