/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * All that the log says about budgets. Immutable: a decision is made on one, and the rows that
 * follow from it give the next. A day is opened by the first row that names it; a closed one is
 * kept for three more days, so that requests repeated after midnight are known.
 *
 * @param days by budget and day, those of budgets that left the policy too
 * @param halts budgets of which nothing may be spent, and why
 * @param starts when each identity opened leases, for a minute back
 */
public record Budgets(
    Policy policy,
    PMap<String, TreePMap<LocalDate, BudgetDay>> days,
    Halts halts,
    PMap<String, PVector<Instant>> starts) {

  /** Before the first row. */
  public static final Budgets EMPTY =
      new Budgets(Policy.NONE, HashTreePMap.empty(), Halts.NONE, HashTreePMap.empty());

  private static final int DAYS_KEPT = 3;
  private static final Duration START_WINDOW = Duration.ofMinutes(1);

  Optional<BudgetDay> findDay(String budget, LocalDate day) {
    return Optional.ofNullable(daysOf(budget).get(day));
  }

  BudgetDay day(String budget, LocalDate day) {
    return findDay(budget, day)
        .orElseThrow(() -> new IllegalStateException("no row opened " + budget + ":" + day));
  }

  BudgetDay dayOrNew(String budget, LocalDate day) {
    return findDay(budget, day).orElseGet(() -> BudgetDay.opened(budget, day, capOf(budget)));
  }

  Optional<BudgetDay> newestDay(String budget) {
    SortedMap<LocalDate, BudgetDay> known = daysOf(budget);
    return known.isEmpty() ? Optional.empty() : findDay(budget, known.lastKey());
  }

  Optional<Lease> findLease(DayId id) {
    return findDay(id.budget(), id.day()).flatMap(day -> day.lease(id.number()));
  }

  Lease lease(DayId id) {
    return findLease(id).orElseThrow(() -> new IllegalStateException("no row opened lease " + id));
  }

  Optional<Raise> findRaise(DayId id) {
    return findDay(id.budget(), id.day())
        .flatMap(day -> Optional.ofNullable(day.raises().get(id.number())));
  }

  Raise raise(DayId id) {
    return findRaise(id).orElseThrow(() -> new IllegalStateException("no row asked for " + id));
  }

  /** The day on which a grant was given for a request, if one was. */
  Optional<BudgetDay> dayGranting(String budget, String request) {
    return daysOf(budget).values().stream()
        .filter(day -> day.book().grant(request).isPresent())
        .findFirst();
  }

  Collection<BudgetDay> daysKept(String budget) {
    return daysOf(budget).values();
  }

  int startsSince(String identity, Instant since) {
    return (int) startsOf(identity).stream().filter(at -> at.isAfter(since)).count();
  }

  Budgets with(BudgetDay day) {
    TreePMap<LocalDate, BudgetDay> known = daysOf(day.budget());
    TreePMap<LocalDate, BudgetDay> kept = known.containsKey(day.day()) ? known : kept(known, day);
    return new Budgets(policy, days.plus(day.budget(), kept.plus(day.day(), day)), halts, starts);
  }

  Budgets with(Policy next, Map<String, LocalDate> today) {
    Budgets changed = new Budgets(next, days, halts, starts);
    for (Budget budget : next.budgets()) {
      changed = changed.withCap(budget, Optional.ofNullable(today.get(budget.name())));
    }
    return changed;
  }

  /** Budgets of which nothing may be spent, and why. */
  public Map<String, String> halted() {
    return halts.reasons();
  }

  Budgets with(Halts next) {
    return new Budgets(policy, days, next, starts);
  }

  /** Notes when a lease was last written about. */
  Budgets heard(DayId lease, Instant at) {
    return with(day(lease.budget(), lease.day()).heard(lease.number(), at));
  }

  /** Notes when a request for more was last written about. */
  Budgets written(DayId raise, Instant at) {
    BudgetDay day = day(raise.budget(), raise.day());
    return with(day.written(raise.number(), raise(raise).written(at)));
  }

  Budgets started(String identity, Instant at) {
    PVector<Instant> recent = TreePVector.empty();
    for (Instant earlier : startsOf(identity)) {
      recent = earlier.isAfter(at.minus(START_WINDOW)) ? recent.plus(earlier) : recent;
    }
    return new Budgets(policy, days, halts, starts.plus(identity, recent.plus(at)));
  }

  private Budgets withCap(Budget budget, Optional<LocalDate> from) {
    Budgets changed = this;
    for (BudgetDay day : daysOf(budget.name()).values()) {
      boolean ended = from.isPresent() && day.day().isBefore(from.get());
      changed = ended ? changed : changed.with(day.withBase(budget.dailyCap()));
    }
    return changed;
  }

  private static TreePMap<LocalDate, BudgetDay> kept(
      TreePMap<LocalDate, BudgetDay> known, BudgetDay opened) {
    LocalDate oldest = opened.day().minusDays(DAYS_KEPT);
    TreePMap<LocalDate, BudgetDay> kept = known;
    for (BudgetDay day : known.headMap(oldest).values()) {
      kept = day.totals().open() > 0 ? kept : kept.minus(day.day());
    }
    return kept;
  }

  private long capOf(String budget) {
    return policy
        .budget(budget)
        .orElseThrow(() -> new IllegalStateException("no policy has a budget " + budget))
        .dailyCap();
  }

  private TreePMap<LocalDate, BudgetDay> daysOf(String budget) {
    return days.getOrDefault(budget, TreePMap.empty());
  }

  private PVector<Instant> startsOf(String identity) {
    return starts.getOrDefault(identity, TreePVector.empty());
  }
}
