/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.BudgetEvent.LeaseGranted;
import dev.aiops.approval.budget.BudgetEvent.LeasesRecalled;
import dev.aiops.approval.budget.GrantReply.Granted;
import dev.aiops.approval.budget.GrantReply.Reason;
import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Grants leases: the one place where money leaves a cap. A grant never makes what is held exceed
 * the cap of an enforcing budget.
 */
public final class Granting {

  /**
   * How far the clocks of two control planes may differ at midnight without a day being named
   * twice.
   */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Duration START_WINDOW = Duration.ofMinutes(1);
  private static final int LONGEST_REQUEST = 200;

  private final Limits limits;

  public Granting(Limits limits) {
    this.limits = limits;
  }

  /** Decides a request. A repeated one is answered as it was, on whichever day it was granted. */
  public Decided<Budgets, GrantReply> grant(Budgets state, Instant now, GrantRequest request) {
    Refusals refusals = new Refusals(state, now, request);
    if (!isWellFormed(request)) {
      return refusals.of(Reason.BAD_REQUEST);
    }
    Optional<BudgetDay> before = state.dayGranting(request.budget(), request.request());
    if (before.isPresent()) {
      return repeated(state, now, request, before.get());
    }
    Optional<Budget> budget = state.policy().budget(request.budget());
    return budget
        .map(known -> fresh(state, now, request, known))
        .orElseGet(() -> refusals.of(Reason.NO_SUCH_BUDGET));
  }

  private static boolean isWellFormed(GrantRequest request) {
    return request.need() > 0
        && request.need() <= Money.MAX
        && !request.request().isBlank()
        && request.request().length() <= LONGEST_REQUEST;
  }

  private static Decided<Budgets, GrantReply> repeated(
      Budgets state, Instant now, GrantRequest request, BudgetDay day) {
    LeaseBook.Grant grant = day.book().grant(request.request()).orElseThrow();
    Lease lease = day.lease(grant.lease()).orElseThrow();
    return lease.holder().equals(request.holder())
        ? Decided.nothing(granted(state, now, lease.id(), grant))
        : new Refusals(state, now, request).of(Reason.REQUEST_REUSED);
  }

  private Decided<Budgets, GrantReply> fresh(
      Budgets state, Instant now, GrantRequest request, Budget budget) {
    BudgetDay day = state.dayOrNew(budget.name(), today(state, budget, now));
    Optional<Lease> held = day.book().newestOf(request.holder().process());
    Refusals refusals = new Refusals(state, now, request).on(day);
    if (state.halted().containsKey(budget.name())) {
      return refusals.of(Reason.HALTED);
    } else if (held.isPresent() && isLost(held.get(), request.holder())) {
      return refusals.of(Reason.LEASE_LOST);
    } else if (held.filter(Lease::isOpen).isEmpty() && startsTooOften(state, now, request)) {
      return refusals.of(Reason.TOO_MANY_LEASES);
    }
    return sized(state, now, request, new Ask(budget, day, held.filter(Lease::isOpen), request));
  }

  private static boolean isLost(Lease held, Holder holder) {
    return !held.holder().equals(holder)
        || held.revoked()
        || held.state() == LeaseState.ADOPTED
        || held.state() == LeaseState.RELEASED;
  }

  private boolean startsTooOften(Budgets state, Instant now, GrantRequest request) {
    int started = state.startsSince(request.holder().identity(), now.minus(START_WINDOW));
    return started >= limits.leasesPerMinute();
  }

  private static Decided<Budgets, GrantReply> sized(
      Budgets state, Instant now, GrantRequest request, Ask ask) {
    Refusals refusals = new Refusals(state, now, request).on(ask.day());
    if (ask.isAboveMaxLease()) {
      return refusals.of(Reason.ABOVE_MAX_LEASE);
    } else if (ask.fits() || ask.budget().mode() == Mode.OBSERVE) {
      return give(state, now, request, ask);
    } else if (ask.fitsOnceIdleIsBack()) {
      return recall(state, now, request, ask);
    }
    return refusals.of(Reason.CAP_REACHED);
  }

  private static Decided<Budgets, GrantReply> give(
      Budgets state, Instant now, GrantRequest request, Ask ask) {
    LeaseBook.Grant grant = new LeaseBook.Grant(ask.leaseId().number(), ask.amount(), !ask.fits());
    try {
      Step<Budgets> step =
          Step.from(state)
              .then(
                  new LeaseGranted(
                      ask.leaseId(),
                      request.holder(),
                      request.service(),
                      request.request(),
                      request.need(),
                      grant.amount(),
                      grant.beyondCap(),
                      now));
      return step.reply(granted(step.state(), now, ask.leaseId(), grant));
    } catch (ArithmeticException e) {
      return new Refusals(state, now, request).of(Reason.BAD_REQUEST);
    }
  }

  /** A recall that asks for no more than one before it is not written again: refusals are many. */
  private static Decided<Budgets, GrantReply> recall(
      Budgets state, Instant now, GrantRequest request, Ask ask) {
    BudgetDay day = ask.day();
    Step<Budgets> step = Step.from(state);
    if (day.recall().wanted() < request.need()) {
      step =
          step.then(
              new LeasesRecalled(
                  day.budget(), day.day(), request.need(), request.holder().identity()));
    }
    BudgetDay recalled = step.state().day(day.budget(), day.day());
    return step.reply(
        new Refusals(step.state(), now, request).on(recalled).reply(Reason.HELD_IN_LEASES));
  }

  private static GrantReply granted(
      Budgets state, Instant now, DayId lease, LeaseBook.Grant grant) {
    LeaseView view = LeaseViews.of(state, lease, now);
    return new Granted(
        lease,
        grant.amount(),
        view.granted(),
        grant.beyondCap(),
        view.spendForSeconds(),
        view.recall(),
        view.standing());
  }

  /**
   * The day a grant at this instant counts on. Once one control plane has begun a day, another
   * whose clock is a little behind goes on with it.
   */
  static LocalDate today(Budgets state, Budget budget, Instant now) {
    LocalDate day = budget.dayAt(now);
    LocalDate ahead = budget.dayAt(now.plus(SKEW));
    return state.findDay(budget.name(), ahead).isPresent() ? ahead : day;
  }
}
