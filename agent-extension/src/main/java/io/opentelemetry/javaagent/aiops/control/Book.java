/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Account;
import io.opentelemetry.javaagent.aiops.budget.CounterFile;
import io.opentelemetry.javaagent.aiops.budget.Lease;
import io.opentelemetry.javaagent.aiops.budget.Refill;
import io.opentelemetry.javaagent.aiops.budget.Standing;
import io.opentelemetry.javaagent.aiops.control.Answers.Granted;
import io.opentelemetry.javaagent.aiops.control.Answers.LeaseNews;
import io.opentelemetry.javaagent.aiops.control.Asks.Said;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What this process holds of one budget, for its whole life. For the keeper's thread, but for the
 * desk and the account.
 */
final class Book {

  /** What was granted while others want money is not idle until its call could reserve it. */
  private static final long GRACE_NANOS = Duration.ofMillis(500).toNanos();

  private static final long ROLL_NANOS = Duration.ofSeconds(30).toNanos();

  private final Account account;
  private final Desk desk = new Desk();
  private final CounterFile file;
  private final Timings timings;
  private final Refill refill;
  private final List<Holding> holdings = new ArrayList<>();
  private String process;
  private long heartbeatNanos;
  private boolean recalled;
  private boolean stopped;
  private long level;
  private long spentBefore;
  private long grantedAtNanos;
  private long rolledAtNanos;
  private @Nullable Standing standing;

  Book(Account account, CounterFile file, Timings timings, String process, long nanos) {
    this.account = account;
    this.file = file;
    this.timings = timings;
    this.process = process;
    this.refill = new Refill(timings.idle(), nanos);
    this.heartbeatNanos = timings.heartbeat().toNanos();
    this.grantedAtNanos = nanos - GRACE_NANOS;
    this.rolledAtNanos = nanos;
  }

  Account account() {
    return account;
  }

  Desk desk() {
    return desk;
  }

  String process() {
    return process;
  }

  @Nullable Standing standing() {
    return standing;
  }

  void stands(@Nullable Standing at) {
    standing = at == null ? standing : at;
  }

  boolean isEmpty() {
    return holdings.isEmpty();
  }

  boolean isRecalled() {
    return recalled;
  }

  /** Takes over the budget's terms. */
  void govern(Terms terms, long nanos) {
    long third = Duration.ofSeconds(terms.leaseSeconds()).toNanos() / 3;
    heartbeatNanos = Math.min(timings.heartbeat().toNanos(), third);
    desk.forget();
    stopped = terms.halted() != null;
    if (stopped) {
      holdings.forEach(held -> held.lease.renew(nanos, 0));
      giveBack();
    }
  }

  /** The budget covers this process no more. */
  void removed() {
    stopped = true;
    retireAll();
  }

  /** The leases of the process id in use, for a request for money. */
  List<Said> say(long nanos) {
    return holdings.stream()
        .filter(held -> held.process.equals(process) && !held.lease.isRetired())
        .map(held -> held.say(nanos))
        .toList();
  }

  /**
   * Takes over money.
   *
   * @return false if it cannot be used: another process id is taken for the next request
   */
  boolean take(Told<Granted> told) {
    Granted granted = told.value();
    stands(granted.standing());
    recalled = granted.recall();
    grantedAtNanos = told.askedAtNanos();
    Holding held = find(granted.lease());
    if (held != null && held.lease.isRetired()) {
      lost();
      return false;
    } else if (held != null) {
      granted.mark(held.lease, held.lease.granted());
      held.lease.topUp(granted.granted());
      held.lease.renew(told.askedAtNanos(), granted.spendFor().toNanos());
    } else {
      open(told);
    }
    level = account.available();
    return true;
  }

  private @Nullable Holding find(String lease) {
    for (Holding held : holdings) {
      if (held.lease.grant().id().equals(lease)) {
        return held;
      }
    }
    return null;
  }

  private void open(Told<Granted> told) {
    Granted granted = told.value();
    Lease.Grant grant = Holding.grant(account.budget(), told);
    boolean over = granted.spendFor().isZero();
    if (!over) {
      retireAll(); // of an earlier day
    }
    Lease lease = file.open(grant, timings.skew().toMillis());
    granted.mark(lease, 0);
    holdings.add(new Holding(account, lease, process, told.askedAtNanos()));
    account.add(lease);
    if (over) {
      lease.retire();
    }
  }

  /** Takes over what the control plane says of a lease. */
  void take(Holding held, LeaseNews news, long askedAtNanos) {
    if (news.error() != null) {
      held.gone();
      lose(held);
      return;
    }
    held.heard();
    stands(news.standing());
    boolean spendable = news.stop().equals("none") && !stopped;
    held.lease.renew(askedAtNanos, spendable ? news.spendFor().toNanos() : 0);
    if (news.lost()) {
      held.lease.retire();
      lose(held);
    } else if (spendable) {
      recalled = news.recall();
      held.topUp(news.granted());
    } else {
      stop(held.lease, news.stop());
    }
  }

  private void lose(Holding held) {
    if (held.process.equals(process)) {
      lost();
    }
  }

  /** A halt may end; nothing else does. */
  private void stop(Lease lease, String why) {
    if (why.equals("halted") || why.equals("none")) {
      giveBack();
    } else {
      lease.retire();
    }
  }

  /** Nobody speaks for this process id any more: the next request is of another. */
  void lost() {
    process = UUID.randomUUID().toString();
    retireAll();
  }

  Refill.Decision decide(long nanos) {
    if (nanos - rolledAtNanos >= ROLL_NANOS) {
      rolledAtNanos = nanos;
      account.largest().roll();
    }
    boolean giveBackNow = recalled && nanos - grantedAtNanos >= GRACE_NANOS;
    long spent = spentBefore;
    long reserved = 0;
    for (Holding held : holdings) {
      spent += held.lease.spent();
      reserved += held.lease.reserved();
    }
    return refill.decide(
        new Refill.State(
            level,
            account.available(),
            spent,
            reserved,
            stopped ? 0 : account.largest().get(),
            giveBackNow),
        nanos);
  }

  /** Gives back what is idle; what nothing is reserved on is closed, unless others may want it. */
  void giveBackIdle() {
    giveBack();
    if (!recalled) {
      holdings.stream().filter(h -> h.lease.reserved() == 0).forEach(h -> h.lease.retire());
    }
  }

  private void giveBack() {
    for (Holding held : holdings) {
      if (held.lease.giveBack() > 0) {
        held.hurry();
      }
    }
    level = account.available();
  }

  void retireAll() {
    holdings.forEach(held -> held.lease.retire());
  }

  /** What is to be reported now. */
  List<Holding> due(long nanos) {
    long news = timings.report().toNanos();
    return holdings.stream()
        .filter(held -> !held.isGone() && held.isDue(nanos, news, heartbeatNanos))
        .toList();
  }

  /** What is to be closed now: it is retired and nothing is under way on it. */
  List<Holding> drained() {
    List<Holding> drained = new ArrayList<>();
    for (Holding held : List.copyOf(holdings)) {
      if (held.lease.isRetired()) {
        held.lease.retire(); // what was settled since
        add(held, drained);
      }
    }
    return drained;
  }

  private void add(Holding held, List<Holding> drained) {
    if (held.lease.isDrained() && held.isGone()) {
      drop(held);
    } else if (held.lease.isDrained()) {
      drained.add(held);
    }
  }

  /** All is to be reported now. */
  void hurry() {
    holdings.forEach(Holding::hurry);
  }

  /** The control plane has it closed. */
  void drop(Holding held) {
    holdings.remove(held);
    spentBefore += held.lease.spent();
    account.remove(held.lease);
    file.forget(held.lease);
    desk.forget();
  }
}
