/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Work for pages at ClickHouse: little at once and none for long, as a page must not wait for a
 * server that hangs.
 */
final class Bounded implements AutoCloseable {

  private static final int AT_ONCE = 4;
  private static final int WAITING = 16;

  private final ExecutorService working;

  /**
   * Makes one.
   *
   * @param name of its threads
   */
  Bounded(String name) {
    working =
        new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work -> thread(work, name));
  }

  /** What comes of work; fails where it fails, takes longer, or there is too much of it. */
  <T> T within(Duration limit, Supplier<T> work) throws UnansweredException {
    try {
      return CompletableFuture.supplyAsync(work, working)
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnansweredException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new UnansweredException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new UnansweredException("no answer within " + limit.toSeconds() + " s", e);
    } catch (RejectedExecutionException e) {
      throw new UnansweredException("too many people look at runs at once", e);
    }
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    working.shutdownNow();
  }
}
