/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Budgets whose money comes when a test says so, as from a control plane that is slow. */
public final class LateBudgets implements Budgets {

  private final FixedBudgets budgets;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean money;

  public LateBudgets(FixedBudgets budgets) {
    this.budgets = budgets;
  }

  /** Money has come. */
  public void come(String budget, long nanoUsd) {
    budgets.lease(budget, nanoUsd);
    money = true;
    answered.countDown();
  }

  /** There is none. */
  public void none() {
    answered.countDown();
  }

  /** From now on each question fails with that. */
  public void failWith(Throwable fault) {
    budgets.failWith(fault);
  }

  public void awaitOneWaiting() throws InterruptedException {
    await(1);
  }

  public void awaitNoneWaiting() throws InterruptedException {
    await(0);
  }

  private void await(int expected) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (waiting.get() != expected) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(waiting.get() + " wait, not " + expected);
      }
      Thread.sleep(5);
    }
  }

  @Override
  public Governance governance() {
    return budgets.governance();
  }

  @Override
  public Governance awaitGovernance(Duration most) {
    return budgets.awaitGovernance(most);
  }

  @Override
  public Answer more(Budget budget, long nanoUsd, Duration most) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      if (!answered.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Answer.Unavailable("no answer came", FixedBudgets.SINCE);
      }
    } finally {
      waiting.decrementAndGet();
    }
    return money ? new Answer.TryAgain() : budgets.more(budget, nanoUsd, most);
  }
}
