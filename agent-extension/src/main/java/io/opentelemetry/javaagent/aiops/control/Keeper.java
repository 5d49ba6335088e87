/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.approval.Approvals;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets;
import io.opentelemetry.javaagent.aiops.control.Desk.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gets, keeps, reports and returns the money that this process may spend. One daemon thread speaks
 * with the control plane; the app's threads read what it knows, and wait for it only in {@link
 * #more} and {@link #awaitGovernance}. The first contact happens in the background.
 */
public final class Keeper implements Budgets, AutoCloseable {

  private static final Duration LAST_READ = Duration.ofMillis(700);
  private static final long LAST_NANOS = Duration.ofMillis(900).toNanos();
  private static final long LAST_PAUSE_NANOS = Duration.ofMillis(20).toNanos();
  private static final long MISTAKE_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long ABORT_MILLIS = 700;
  private static final long JOIN_MILLIS = 1_200;

  private final KeeperSettings settings;
  private final Http http;
  private final Outages outages;
  private final Rounds rounds;
  private final CountDownLatch firstWord = new CountDownLatch(1);
  private final Instant born;
  private final Thread thread;
  private volatile boolean closing;
  private volatile Answer.@Nullable Unavailable ended;

  private Keeper(KeeperSettings settings) {
    this.settings = settings;
    this.http = new Http(settings);
    this.outages = new Outages(settings.ticks());
    this.rounds = new Rounds(settings, http, outages, this::wake);
    this.born = outages.now();
    this.thread = new Thread(null, this::run, "aiops-budget", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
  }

  /** Begins in the background. */
  public static Keeper start(KeeperSettings settings) {
    Keeper keeper = new Keeper(settings);
    keeper.thread.start();
    return keeper;
  }

  private void wake() {
    LockSupport.unpark(thread);
  }

  /** What the gate of approvals asks; the rules are read from the first call of this on. */
  public Approvals approvals() {
    rounds.approvals().open();
    return rounds.approvals();
  }

  @Override
  public Governance governance() {
    List<Budget> known = rounds.governing();
    if (known != null) {
      return new Governance.Known(known);
    }
    Answer.Unavailable why = hopeless();
    return why == null
        ? new Governance.Unknown("the control plane was not heard of yet", born)
        : new Governance.Unknown(why.why(), why.since());
  }

  /** As the interface says; at once when it is known that nobody answers. */
  @Override
  public Governance awaitGovernance(Duration most) throws InterruptedException {
    boolean unused = firstWord.await(most.toNanos(), TimeUnit.NANOSECONDS);
    return governance();
  }

  @Override
  public Answer more(Budget budget, long nanoUsd, Duration most) throws InterruptedException {
    Answer.Unavailable hopeless = hopeless();
    if (hopeless != null) {
      return hopeless;
    }
    Book book = rounds.book(budget.name());
    if (book == null) {
      return unavailable("the control plane has no budget " + budget.name() + " for this process");
    }
    return more(book, nanoUsd, most.toNanos());
  }

  private Answer.@Nullable Unavailable hopeless() {
    Answer.Unavailable over = ended;
    return over == null ? outages.answer() : over;
  }

  private Answer more(Book book, long bound, long mostNanos) throws InterruptedException {
    long nanos = settings.ticks().nanos();
    long lack = Asking.lack(bound, book.account().available());
    Answer refused = book.desk().hopeless(lack, nanos);
    if (refused != null) {
      return refused;
    }
    Waiting joined = book.desk().join(bound, nanos, mostNanos);
    LockSupport.unpark(thread);
    Answer answer =
        Desk.await(
            joined, bound, mostNanos, () -> Asking.lack(bound, book.account().available()) <= 0);
    return answer == null ? late(book.desk(), mostNanos) : answer;
  }

  private Answer late(Desk desk, long mostNanos) {
    Answer.Unavailable hopeless = hopeless();
    if (hopeless != null) {
      return hopeless;
    }
    Answer recent = desk.recent(settings.ticks().nanos());
    return recent != null
        ? recent
        : unavailable(
            "the control plane at "
                + settings.url()
                + " did not answer within "
                + TimeUnit.NANOSECONDS.toMillis(mostNanos)
                + " ms");
  }

  private Answer.Unavailable unavailable(String why) {
    return new Answer.Unavailable(why, outages.now());
  }

  /**
   * Returns all money that no call holds, within two seconds. Calls are refused from now on. What
   * calls still hold is left to the next process on this host.
   */
  @Override
  public void close() {
    closing = true;
    http.limit(LAST_READ);
    LockSupport.unpark(thread);
    try {
      thread.join(ABORT_MILLIS);
      if (thread.isAlive()) {
        http.abort();
        thread.join(JOIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      boolean fine = safely(rounds::turn);
      firstWord.countDown();
      failWaiting(fine ? hopeless() : unavailable("the agent made a mistake; its log says which"));
      pause(fine ? rounds.pauseNanos() : MISTAKE_PAUSE_NANOS);
    }
    ended = unavailable("this process ends");
    safely(this::end);
    failWaiting(ended);
  }

  private void pause(long nanos) {
    if (!closing) {
      LockSupport.parkNanos(this, nanos);
    }
  }

  /** Whatever happens, the thread goes on: without it every call would be refused in the end. */
  private boolean safely(Runnable work) {
    try {
      work.run();
      return true;
    } catch (Throwable thrown) {
      outages.broke(thrown);
      return false;
    }
  }

  private void failWaiting(Answer.@Nullable Unavailable why) {
    if (why != null) {
      rounds.books().forEach(book -> book.desk().fail(why));
    }
  }

  /** Calls that are under way may end while we wait; what they held is given back too. */
  private void end() {
    long until = System.nanoTime() + LAST_NANOS;
    rounds.retire();
    while (rounds.returnMore() && System.nanoTime() - until < 0) {
      LockSupport.parkNanos(this, LAST_PAUSE_NANOS);
    }
    rounds.end();
  }
}
