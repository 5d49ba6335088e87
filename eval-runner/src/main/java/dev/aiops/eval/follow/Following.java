/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks again and again for what is due, until it is stopped. A failure is logged once and tried
 * again, as a server that is away comes back.
 */
public final class Following {

  private static final Logger LOG = Logger.getLogger(Following.class.getName());

  private final Runnable duty;
  private final Duration every;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean failing;

  /** Nothing is done before {@link #run()}. */
  public Following(Runnable duty, Duration every) {
    this.duty = duty;
    this.every = every;
  }

  /** Runs until it is stopped or interrupted. */
  public void run() {
    try {
      do {
        perform();
      } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run()} once what it is at is done. */
  public void stop() {
    stopped.countDown();
  }

  private void perform() {
    try {
      duty.run();
      failing = false;
    } catch (RuntimeException e) {
      LOG.log(
          failing ? Level.FINE : Level.WARNING, "Not evaluated, tried again: " + e.getMessage(), e);
      failing = true;
    }
  }
}
