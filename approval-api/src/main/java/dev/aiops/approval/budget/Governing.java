/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.budget.BudgetEvent.BudgetHalted;
import dev.aiops.approval.budget.BudgetEvent.BudgetResumed;
import dev.aiops.approval.budget.BudgetEvent.CapChanged;
import dev.aiops.approval.budget.BudgetEvent.PolicyEffective;
import dev.aiops.approval.budget.GovernReply.GovernRejected;
import dev.aiops.approval.budget.GovernReply.Governed;
import dev.aiops.approval.budget.GovernReply.Problem;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts policies in force, halts budgets, and says how every budget stands. */
public final class Governing {

  private final Limits limits;

  public Governing(Limits limits) {
    this.limits = limits;
  }

  /**
   * Puts a policy in force at once. A cap that was raised may be spent at once; one that was
   * lowered grants nothing until what is out above it has drained. Days that are over keep their
   * cap.
   */
  public Decided<Budgets, GovernReply> policy(
      Budgets state, Instant now, Policy policy, String actor) {
    if (policy.version().equals(state.policy().version())) {
      return Decided.nothing(standings(state, now));
    }
    Map<String, LocalDate> today = new TreeMap<>();
    policy
        .budgets()
        .forEach(budget -> today.put(budget.name(), Granting.today(state, budget, now)));
    Step<Budgets> step = Step.from(state).then(new PolicyEffective(policy, today, actor));
    for (BudgetDay day : changed(state, step.state(), today)) {
      step = step.then(new CapChanged(day.budget(), day.day(), day.cap(), actor));
    }
    return step.reply(standings(step.state(), now));
  }

  /** Stops a budget: nothing is granted, and holders stop within their lease's validity. */
  public Decided<Budgets, GovernReply> halt(
      Budgets state, Instant now, String budget, AdminOrder order) {
    boolean done = state.halted().containsKey(budget);
    BudgetEvent event =
        new BudgetHalted(budget, order.request(), order.actor().name(), order.reason());
    return byAdmin(state, now, new Halts.Given(order.request(), budget, true), order, done, event);
  }

  /** Ends a halt. */
  public Decided<Budgets, GovernReply> resume(
      Budgets state, Instant now, String budget, AdminOrder order) {
    boolean done = !state.halted().containsKey(budget);
    BudgetEvent event =
        new BudgetResumed(budget, order.request(), order.actor().name(), order.reason());
    return byAdmin(state, now, new Halts.Given(order.request(), budget, false), order, done, event);
  }

  /** How every budget stands. */
  public static Governed standings(Budgets state, Instant now) {
    Stream<Standing> current =
        state.policy().budgets().stream()
            .map(budget -> state.dayOrNew(budget.name(), Granting.today(state, budget, now)))
            .map(day -> Standing.of(state, day, "", now));
    Stream<Standing> draining =
        state.days().keySet().stream()
            .filter(name -> state.policy().budget(name).isEmpty())
            .flatMap(name -> state.daysKept(name).stream())
            .filter(day -> day.totals().open() > 0)
            .map(day -> Standing.of(state, day, "", now));
    return new Governed(
        state.policy().version(), current.toList(), draining.toList(), state.halted());
  }

  /** One budget's days that are kept, and today; empty where neither policy nor log has it. */
  public static List<Standing> days(Budgets state, Instant now, String name) {
    TreeMap<LocalDate, BudgetDay> days = new TreeMap<>();
    state.daysKept(name).forEach(day -> days.put(day.day(), day));
    state
        .policy()
        .budget(name)
        .map(budget -> state.dayOrNew(name, Granting.today(state, budget, now)))
        .ifPresent(today -> days.put(today.day(), today));
    return days.values().stream().map(day -> Standing.of(state, day, "", now)).toList();
  }

  private Decided<Budgets, GovernReply> byAdmin(
      Budgets state,
      Instant now,
      Halts.Given asked,
      AdminOrder order,
      boolean done,
      BudgetEvent event) {
    Optional<Halts.Given> before = state.halts().given(order.request());
    if (!order.isByOneOf(limits.adminRole())) {
      return rejected(Problem.FORBIDDEN, order.lacksRole(limits.adminRole()));
    } else if (order.reason().isBlank()) {
      return rejected(Problem.NO_REASON, "give the reason: it is kept for the audit");
    } else if (before.isPresent() && !before.get().equals(asked)) {
      return rejected(
          Problem.REQUEST_REUSED, "request id " + order.request() + " belongs to another order");
    } else if (isUnknown(state, asked.budget())) {
      return rejected(
          Problem.NO_SUCH_BUDGET, "the policy in force has no budget " + asked.budget());
    }
    return before.isPresent() || done
        ? Decided.nothing(standings(state, now))
        : committed(Step.from(state).then(event), now);
  }

  private static boolean isUnknown(Budgets state, String budget) {
    return state.policy().budget(budget).isEmpty() && !state.halted().containsKey(budget);
  }

  private static Decided<Budgets, GovernReply> committed(Step<Budgets> step, Instant now) {
    return step.reply(standings(step.state(), now));
  }

  private static List<BudgetDay> changed(
      Budgets before, Budgets after, Map<String, LocalDate> today) {
    return today.keySet().stream()
        .flatMap(name -> after.daysKept(name).stream())
        .filter(day -> before.day(day.budget(), day.day()).base() != day.base())
        .toList();
  }

  private static Decided<Budgets, GovernReply> rejected(Problem problem, String text) {
    return Decided.nothing(new GovernRejected(problem, text));
  }
}
