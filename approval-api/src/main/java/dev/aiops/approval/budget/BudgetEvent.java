/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import dev.aiops.approval.log.Entry;
import dev.aiops.approval.log.Event;
import dev.aiops.approval.log.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A fact about budgets, as the control log keeps it. Its record's components are its JSON. */
sealed interface BudgetEvent extends Event<Budgets> {

  @Override
  default Entry entry(Budgets after) {
    return BudgetLog.entry(this, after);
  }

  /** What it happened to. */
  String entity();

  /** What that is afterwards, in one word. */
  String stateAfter(Budgets after);

  /** Who caused it. */
  String by();

  /** The budget day whose figures its row carries. */
  Optional<BudgetDay> day(Budgets after);

  /**
   * A policy holds from here on; {@code today} names the day with which each budget's new cap
   * begins.
   */
  record PolicyEffective(Policy policy, Map<String, LocalDate> today, String by)
      implements BudgetEvent {

    public PolicyEffective {
      today = Map.copyOf(today);
    }

    @Override
    public Budgets on(Budgets state) {
      return state.with(policy, today);
    }

    @Override
    public String entity() {
      return policy.version();
    }

    @Override
    public String stateAfter(Budgets after) {
      return "effective";
    }

    @Override
    public Optional<BudgetDay> day(Budgets after) {
      return Optional.empty();
    }
  }

  /**
   * What a policy made of a day that had begun: changes nothing more, but carries the day's
   * figures.
   */
  record CapChanged(String budget, LocalDate day, long cap, String by) implements BudgetEvent {

    @Override
    public Budgets on(Budgets state) {
      return state;
    }

    @Override
    public String entity() {
      return budget;
    }

    @Override
    public String stateAfter(Budgets after) {
      return after.day(budget, day).recalls() ? "recalling" : "open";
    }

    @Override
    public Optional<BudgetDay> day(Budgets after) {
      return Optional.of(after.day(budget, day));
    }
  }

  /** A lease has more. Opens the lease, and its day, where they do not exist. */
  record LeaseGranted(
      DayId lease,
      Holder holder,
      String service,
      String request,
      long asked,
      long amount,
      boolean beyondCap,
      Instant at)
      implements OnLease {

    @Override
    public Budgets on(Budgets state) {
      BudgetDay before = state.dayOrNew(lease.budget(), lease.day());
      Lease held = before.lease(lease.number()).orElseGet(() -> Lease.opened(lease, holder));
      LeaseBook.Grant grant = new LeaseBook.Grant(lease.number(), amount, beyondCap);
      Budgets next = held.granted() > 0 ? state : state.started(holder.identity(), at);
      return next.with(
          before
              .with(held.grantedMore(amount, before.recall().number()))
              .with(request, grant)
              .seen(lease.number(), service, at));
    }

    @Override
    public String by() {
      return holder.identity();
    }
  }

  /** A holder's counters; of a closed lease, that more was spent than was charged. */
  record LeaseReported(DayId lease, Counters counters, String by) implements OnLease {

    @Override
    public Budgets on(Budgets state) {
      BudgetDay day = state.day(lease.budget(), lease.day());
      return state.with(day.with(state.lease(lease).reported(counters, day.recall().number())));
    }
  }

  /**
   * A lease counts as {@code charged} from here on; {@code request} is that of an order, and empty
   * without one.
   */
  record LeaseClosed(
      DayId lease,
      LeaseState how,
      long charged,
      long estimated,
      String request,
      String by,
      String reason)
      implements OnLease {

    @Override
    public Budgets on(Budgets state) {
      Lease closed = state.lease(lease).closed(how, charged, estimated);
      return state.with(state.day(lease.budget(), lease.day()).with(closed));
    }
  }

  /** One process is to stop spending. */
  record LeaseRevoked(DayId lease, String request, String by, String reason) implements OnLease {

    @Override
    public Budgets on(Budgets state) {
      return state.with(state.day(lease.budget(), lease.day()).with(state.lease(lease).stopped()));
    }
  }

  /** Holders are to give back what they do not use. */
  record LeasesRecalled(String budget, LocalDate day, long wanted, String by)
      implements BudgetEvent {

    @Override
    public Budgets on(Budgets state) {
      return state.with(state.dayOrNew(budget, day).withRecall(wanted));
    }

    @Override
    public String entity() {
      return budget;
    }

    @Override
    public String stateAfter(Budgets after) {
      return "recalling";
    }

    @Override
    public Optional<BudgetDay> day(Budgets after) {
      return Optional.of(after.day(budget, day));
    }
  }

  /**
   * Nothing is granted of a budget, and no process goes on spending from it, until it is resumed.
   */
  record BudgetHalted(String budget, String request, String by, String reason) implements OnBudget {

    @Override
    public Budgets on(Budgets state) {
      return state.with(state.halts().halt(budget, reason, request));
    }

    @Override
    public String stateAfter(Budgets after) {
      return "halted";
    }
  }

  /** Ends a halt. */
  record BudgetResumed(String budget, String request, String by, String reason)
      implements OnBudget {

    @Override
    public Budgets on(Budgets state) {
      return state.with(state.halts().resume(budget, request));
    }

    @Override
    public String stateAfter(Budgets after) {
      return "open";
    }
  }

  /** Somebody asks for more until midnight. */
  record RaiseRequested(DayId raise, String request, long amount, String by, String reason)
      implements OnRaise {

    @Override
    public Budgets on(Budgets state) {
      Raise asked = Raise.asked(request, amount, by, reason);
      return state.with(state.dayOrNew(raise.budget(), raise.day()).with(raise.number(), asked));
    }
  }

  /** An approver's answer. */
  record RaiseDecided(
      DayId raise,
      Raise.State decision,
      String by,
      String reason,
      @JacksonInject(value = Json.ABSENT, useInput = OptBoolean.TRUE) @Nullable DecidedAs as)
      implements OnRaise {

    @Override
    public Budgets on(Budgets state) {
      Raise.Decision how = new Raise.Decision(by, reason, as, null);
      Raise decided = state.raise(raise).decided(decision, how);
      return state.with(state.day(raise.budget(), raise.day()).with(raise.number(), decided));
    }
  }

  /** What happens to a lease. */
  sealed interface OnLease extends BudgetEvent {

    DayId lease();

    @Override
    default String entity() {
      return lease().toString();
    }

    @Override
    default String stateAfter(Budgets after) {
      Lease lease = after.lease(lease());
      return lease.isOpen() && lease.revoked() ? "revoked" : lease.state().text();
    }

    @Override
    default Optional<BudgetDay> day(Budgets after) {
      return Optional.of(after.day(lease().budget(), lease().day()));
    }
  }

  /** What happens to a budget, whatever the day. */
  sealed interface OnBudget extends BudgetEvent {

    String budget();

    @Override
    default String entity() {
      return budget();
    }

    @Override
    default Optional<BudgetDay> day(Budgets after) {
      return after.newestDay(budget());
    }
  }

  /** What happens to a request for more. */
  sealed interface OnRaise extends BudgetEvent {

    DayId raise();

    @Override
    default String entity() {
      return raise().toString();
    }

    @Override
    default String stateAfter(Budgets after) {
      return after.raise(raise()).state().text();
    }

    @Override
    default Optional<BudgetDay> day(Budgets after) {
      return Optional.of(after.day(raise().budget(), raise().day()));
    }
  }
}
