/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Account;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Unavailable;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import io.opentelemetry.javaagent.aiops.control.Answers.Page;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import io.opentelemetry.javaagent.aiops.control.Outcome.Rejected;
import io.opentelemetry.javaagent.aiops.control.Outcome.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the control plane, round after round, by the keeper's thread. Others may
 * read {@link #governing} and find a book.
 */
final class Rounds {

  private static final long ACTIVE_PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  private final Ticks ticks;
  private final Timings timings;
  private final ControlPlane plane;
  private final Outages outages;
  private final Telling telling;
  private final Orphans orphans;
  private final OwnCounters counters;
  private final ApprovalDesk approvals;
  private final String process = UUID.randomUUID().toString();
  private final Map<String, Asking> askings = new ConcurrentHashMap<>();
  private volatile @Nullable List<Budget> governing;
  private @Nullable String tag;
  private long readAtNanos;
  private long lookAtNanos;

  Rounds(KeeperSettings settings, Http http, Outages outages, Runnable wake) {
    this.ticks = settings.ticks();
    this.timings = settings.timings();
    this.plane = new ControlPlane(settings, http);
    this.outages = outages;
    this.telling = new Telling(plane, outages);
    this.orphans = new Orphans(settings.counters(), plane, outages);
    this.counters = new OwnCounters(settings.counters(), outages);
    this.approvals = new ApprovalDesk(settings, http, outages, process, this::silence, wake);
    this.readAtNanos = ticks.nanos();
    this.lookAtNanos = ticks.nanos();
  }

  /** The budgets that govern calls; null until they are known. */
  @Nullable List<Budget> governing() {
    return governing;
  }

  @Nullable Book book(String budget) {
    Asking asking = askings.get(budget);
    return asking == null ? null : asking.book();
  }

  List<Book> books() {
    return askings.values().stream().map(Asking::book).toList();
  }

  /** Until the next round is due, if nobody waits. */
  long pauseNanos() {
    boolean active = askings.values().stream().anyMatch(asking -> !asking.book().isEmpty());
    long until = Math.max(1, approvals.dueNanos(readAtNanos) - ticks.nanos());
    return active || approvals.hasReports() ? Math.min(until, ACTIVE_PAUSE_NANOS) : until;
  }

  /** Does what is due. While nobody answers only the budgets are asked for. */
  void turn() {
    if (ticks.nanos() - readAtNanos >= 0) {
      readBudgets();
    }
    if (isReachable()) {
      List<Book> all = books();
      telling.close(all, ticks.nanos());
      askings.values().forEach(this::serve);
      telling.report(all, ticks.nanos());
      adopt();
    }
    if (isReachable()) {
      approvals.turn();
    } else {
      approvals.silent();
    }
  }

  ApprovalDesk approvals() {
    return approvals;
  }

  private @Nullable String silence() {
    Unavailable outage = outages.answer();
    return outage == null ? null : outage.why();
  }

  private boolean isReachable() {
    return outages.answer() == null;
  }

  private void serve(Asking asking) {
    if (isReachable()) {
      asking.serve(ticks.nanos());
    }
  }

  private void adopt() {
    if (ticks.nanos() - lookAtNanos >= 0) {
      lookAtNanos = ticks.nanos() + timings.adopt().toNanos();
      orphans.look();
    }
    if (isReachable()) {
      orphans.tell(process);
    }
  }

  private void readBudgets() {
    // first, so that a mistake of ours is not repeated without a pause
    readAtNanos = ticks.nanos() + timings.retry().toNanos();
    Outcome<Page> outcome = outages.heard(plane.budgets(tag));
    if (outcome instanceof Told<Page> told) {
      List<Terms> terms = told.value().terms();
      if (terms != null) {
        govern(terms);
      }
      tag = told.value().tag();
      readAtNanos = ticks.nanos() + timings.budgets().toNanos();
    } else if (outcome instanceof Rejected<Page> rejected) {
      outages.once(rejected.why().message() + ": " + rejected.why().remedy());
    }
  }

  private void govern(List<Terms> all) {
    List<Budget> now = new ArrayList<>();
    Map<String, Asking> gone = new HashMap<>(askings);
    for (Terms terms : all) {
      gone.remove(terms.name());
      Book book = askings.computeIfAbsent(terms.name(), this::open).book();
      book.govern(terms, ticks.nanos());
      now.add(terms.with(book.account()));
    }
    gone.values().forEach(asking -> asking.book().removed());
    governing = List.copyOf(now);
  }

  private Asking open(String budget) {
    long nanos = ticks.nanos();
    Account account = new Account(budget, ticks);
    Book book = new Book(account, counters.file(), timings, process, nanos);
    return new Asking(book, plane, outages, () -> readAtNanos = ticks.nanos(), nanos);
  }

  /** Admits no more calls. */
  void retire() {
    books().forEach(Book::retireAll);
  }

  /**
   * Returns what no call holds any more.
   *
   * @return whether more can be returned later
   */
  boolean returnMore() {
    if (isReachable()) {
      approvals.turn();
    }
    Collection<Book> all = books();
    telling.close(all, ticks.nanos());
    return isReachable() && (!isReturned() || approvals.hasReports());
  }

  /** Says how what is left stands; removes the counter file if nothing is. */
  void end() {
    if (isReturned()) {
      counters.remove();
    } else if (isReachable()) {
      telling.reportAll(books(), ticks.nanos());
    }
  }

  private boolean isReturned() {
    return books().stream().allMatch(Book::isEmpty);
  }
}
