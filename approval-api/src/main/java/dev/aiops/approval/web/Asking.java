/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.approvals.Approvals;
import dev.aiops.approval.engine.Engine;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the engine in the request's own thread; people are few, and their pages take a while. */
final class Asking {

  private static final System.Logger LOG = System.getLogger(Asking.class.getName());
  private static final Duration READING = Duration.ofSeconds(3);

  private final Engine engine;
  private final Duration limit;

  Asking(Engine engine, Duration limit) {
    this.engine = engine;
    this.limit = limit;
  }

  /**
   * What is known.
   *
   * @param stale whether the log could not be read to its end just now
   */
  record Known(Approvals approvals, boolean stale) {}

  /** With what other instances wrote; where the log does not answer, as this one knows it. */
  Known known() {
    try {
      engine.fresh().get(READING.toMillis(), TimeUnit.MILLISECONDS);
      return new Known(engine.approvals().known(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "The control log cannot be read now: " + e);
      return new Known(engine.approvals().known(), true);
    }
  }

  /** The answer; fails with what the engine fails with, or when it takes too long. */
  <R> R await(CompletableFuture<R> reply) {
    try {
      return reply.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (ExecutionException e) {
      throw new CompletionException(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw new CompletionException(e);
    }
  }
}
