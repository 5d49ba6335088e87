/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.web.Runs;
import dev.aiops.clickhouse.ClickHouse;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * What ClickHouse has of runs. Few are read at once and none for long: a page that shows one must
 * not wait for a server that hangs, and says then that it does not know.
 */
final class RecordedRuns implements Runs, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RecordedRuns.class.getName());
  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final int AT_ONCE = 4;
  private static final int WAITING = 16;

  /** Ids come from agents, and go into a statement. */
  private static final Pattern SAFE = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ClickHouse at;
  private final ExecutorService reading =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          RecordedRuns::thread);

  RecordedRuns(ClickHouse at) {
    this.at = at;
  }

  @Override
  public Reading find(String run) {
    if (!SAFE.matcher(run).matches()) {
      return new Reading(true, null);
    }
    try {
      return CompletableFuture.supplyAsync(() -> read(run), reading)
          .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reading.NOT_ANSWERED;
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.log(System.Logger.Level.WARNING, "A run cannot be read now: " + e);
      return Reading.NOT_ANSWERED;
    }
  }

  private Reading read(String run) {
    // by the one that has an index for its form: asking for either would read all spans
    String column = UUID.matcher(run).matches() ? "RunId" : "TraceId";
    RunSteps.Found found = new RunSteps(column, run).at(at);
    if (found.total() == 0) {
      return new Reading(true, null);
    }
    RunCost.Sum cost = new RunCost(column, run).at(at);
    return new Reading(
        true,
        new Run(
            cost.calls(),
            cost.usd(),
            cost.unpriced(),
            cost.inputTokens(),
            cost.outputTokens(),
            found.steps(),
            found.total() - found.steps().size()));
  }

  @Override
  public void close() {
    reading.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "aiops-runs");
    thread.setDaemon(true);
    return thread;
  }
}
