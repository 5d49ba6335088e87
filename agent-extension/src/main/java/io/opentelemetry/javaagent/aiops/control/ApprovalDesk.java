/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.approval.ApprovalRule;
import io.opentelemetry.javaagent.aiops.approval.Approvals;
import io.opentelemetry.javaagent.aiops.control.Outcome.Failed;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejected;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speaks of approvals with the control plane. The keeper's thread reads the rules and tells what
 * came of actions; questions are sent by the app's threads that wait for their answers, each on a
 * connection of its own.
 */
final class ApprovalDesk implements Approvals {

  private static final int MOST_REPORTS = 10_000;
  private static final int REPORTS_A_TURN = 50;

  /** Readings are 2 s apart; one that hangs and one that follows end within 24 s. */
  private static final Duration STALE = Duration.ofSeconds(30);

  private final KeeperSettings settings;
  private final ApprovalPlane keepers;
  private final Outages outages;
  private final String process;
  private final Supplier<@Nullable String> hopeless;
  private final Lock lock = new ReentrantLock();
  private final Condition word = lock.newCondition();
  private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Runnable wake;
  private volatile boolean wanted;
  private volatile @Nullable List<ApprovalRule> known;
  private volatile @Nullable String trouble;
  private volatile boolean heard;
  private volatile long knownNanos;
  private long readAtNanos;

  /**
   * A desk.
   *
   * @param http for the keeper's thread alone
   * @param process of this JVM
   * @param hopeless why nobody answers, where that is known
   * @param wake the keeper's thread
   */
  ApprovalDesk(
      KeeperSettings settings,
      Http http,
      Outages outages,
      String process,
      Supplier<@Nullable String> hopeless,
      Runnable wake) {
    this.settings = settings;
    this.keepers = new ApprovalPlane(settings, http);
    this.outages = outages;
    this.process = process;
    this.hopeless = hopeless;
    this.wake = wake;
    this.readAtNanos = settings.ticks().nanos();
  }

  /** From now on the rules are read. */
  void open() {
    wanted = true;
    wake.run();
  }

  @Override
  public Rules rules() {
    List<ApprovalRule> rules = known;
    String outage = outage();
    if (rules == null) {
      return new Rules.Unknown(
          outage != null ? outage : "the control plane was not heard of yet; try again later");
    }
    return isStale(outage)
        ? new Rules.Unknown(
            "the rules were last read more than " + STALE.toSeconds() + " s ago; try again later")
        : new Rules.Known(rules, outage);
  }

  private @Nullable String outage() {
    String why = hopeless.get();
    return why != null ? why : trouble;
  }

  /** In an outage that is known, the last rules stand. */
  private boolean isStale(@Nullable String outage) {
    return outage == null && settings.ticks().nanos() - knownNanos > STALE.toNanos();
  }

  @Override
  public Rules awaitRules(Duration most) throws InterruptedException {
    wake.run();
    long left = most.toNanos();
    lock.lock();
    try {
      while (isAwaited() && left > 0) {
        left = word.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return rules();
  }

  private boolean isAwaited() {
    return !heard || (known != null && isStale(outage()));
  }

  private void say() {
    lock.lock();
    try {
      heard = true;
      word.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Answer request(Ask ask) {
    return own().request(ask);
  }

  @Override
  public Answer watch(String approval, long after, Duration most) {
    return own().watch(approval, after, most);
  }

  @Override
  public Answer consume(Use use) {
    return own().consume(use, process);
  }

  /** Of the calling thread. */
  private ApprovalPlane own() {
    return new ApprovalPlane(settings, new Http(settings));
  }

  @Override
  public void report(Report report) {
    if (waiting.incrementAndGet() > MOST_REPORTS) {
      waiting.decrementAndGet();
      outages.once(
          "what came of more than "
              + MOST_REPORTS
              + " approved actions could not be told: the control plane will show the rest as"
              + " OUTCOME_UNKNOWN");
      return;
    }
    reports.add(report);
    wake.run();
  }

  /** When the keeper's thread is needed next. */
  long dueNanos(long otherwise) {
    boolean sooner = wanted && readAtNanos - otherwise < 0;
    return sooner ? readAtNanos : otherwise;
  }

  /** Whether something is to be told. */
  boolean hasReports() {
    return !reports.isEmpty();
  }

  /** Called by the keeper's thread while the control plane answers. */
  void turn() {
    if (wanted && settings.ticks().nanos() - readAtNanos >= 0) {
      read();
    }
    tell();
  }

  /** Nobody answers: whoever waits for the first word has it. */
  void silent() {
    say();
  }

  private void read() {
    // first, so that a mistake of ours is not repeated without a pause
    readAtNanos = settings.ticks().nanos() + settings.timings().retry().toNanos();
    Outcome<List<ApprovalRule>> outcome = keepers.rules();
    if (outcome instanceof Told<List<ApprovalRule>> told) {
      knownNanos = settings.ticks().nanos();
      known = told.value();
      trouble = null;
      readAtNanos = settings.ticks().nanos() + settings.timings().budgets().toNanos();
    } else {
      refuse(outcome);
    }
    say();
  }

  private void refuse(Outcome<?> outcome) {
    String why =
        outcome instanceof Rejected<?> rejected
            ? rejected.why().message() + ": " + rejected.why().remedy()
            : ((Failed<?>) outcome).why().why();
    trouble = why;
    outages.once("the rules of approvals cannot be read, so what they may hold is refused: " + why);
  }

  /** In order, a few a turn; one that does not get through is tried again in the next. */
  private void tell() {
    for (int i = 0; i < REPORTS_A_TURN; i++) {
      Report next = reports.peek();
      if (next == null || !isTold(keepers.outcome(next))) {
        return;
      }
      reports.remove();
      waiting.decrementAndGet();
    }
  }

  /** An answer that is not understood would be none the next time. */
  private boolean isTold(Outcome<Boolean> outcome) {
    if (outcome instanceof Failed<Boolean> failed) {
      boolean over = failed.why().kind() == Trouble.Kind.CONTRACT;
      if (over) {
        outages.once("what came of an approved action could not be told: " + failed.why().why());
      }
      return over;
    }
    return true;
  }
}
