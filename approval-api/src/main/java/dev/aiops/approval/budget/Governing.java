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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
  public Decided<GovernReply> policy(Budgets state, Instant now, Policy policy, String actor) {
    if (policy.version().equals(state.policy().version())) {
      return Decided.nothing(standings(state, now));
    }
    Map<String, LocalDate> today = new TreeMap<>();
    policy
        .budgets()
        .forEach(budget -> today.put(budget.name(), Granting.today(state, budget, now)));
    Step step = Step.from(state).then(new PolicyEffective(policy, today, actor));
    for (BudgetDay day : changed(state, step.state(), today)) {
      step = step.then(new CapChanged(day.budget(), day.day(), day.cap(), actor));
    }
    return step.reply(standings(step.state(), now));
  }

  /** Stops a budget: nothing is granted, and holders stop within their lease's validity. */
  public Decided<GovernReply> halt(
      Budgets state, Instant now, String budget, Actor actor, String reason) {
    boolean done = state.halted().containsKey(budget);
    return byAdmin(
        state, now, budget, actor, reason, done, new BudgetHalted(budget, actor.name(), reason));
  }

  /** Ends a halt. */
  public Decided<GovernReply> resume(
      Budgets state, Instant now, String budget, Actor actor, String reason) {
    boolean done = !state.halted().containsKey(budget);
    return byAdmin(
        state, now, budget, actor, reason, done, new BudgetResumed(budget, actor.name(), reason));
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
    return new Governed(state.policy().version(), current.toList(), draining.toList());
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

  private Decided<GovernReply> byAdmin(
      Budgets state,
      Instant now,
      String budget,
      Actor actor,
      String reason,
      boolean done,
      BudgetEvent event) {
    if (!actor.roles().contains(limits.adminRole())) {
      return rejected(actor.name() + " lacks the role " + limits.adminRole() + " for this");
    } else if (reason.isBlank()) {
      return rejected("give the reason: it is kept for the audit");
    } else if (done) {
      return Decided.nothing(standings(state, now));
    } else if (state.policy().budget(budget).isEmpty() && !state.halted().containsKey(budget)) {
      return rejected("the policy in force has no budget " + budget);
    }
    Step step = Step.from(state).then(event);
    return step.reply(standings(step.state(), now));
  }

  private static List<BudgetDay> changed(
      Budgets before, Budgets after, Map<String, LocalDate> today) {
    return today.keySet().stream()
        .flatMap(name -> after.daysKept(name).stream())
        .filter(day -> before.day(day.budget(), day.day()).base() != day.base())
        .toList();
  }

  private static Decided<GovernReply> rejected(String text) {
    return Decided.nothing(new GovernRejected(text));
  }
}
