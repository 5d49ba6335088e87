/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.approvals.Condition;
import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.ApprovalRule.Reuse;
import dev.aiops.approval.budget.ApprovalRules;
import dev.aiops.approval.budget.BudgetRules;
import dev.aiops.approval.budget.Glob;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one rule of approvals. */
final class ApprovalReader {

  private static final long ONE = 1;
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Duration OUTCOME = Duration.ofMinutes(10);
  private static final String DENIED = "A person declined this action.";

  private final Mistakes mistakes;

  ApprovalReader(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /** The rule, unless it has a mistake that leaves it without what it needs. */
  Optional<ApprovalRule> read(Node node) {
    Fields fields = Fields.of(node, "approvals", mistakes);
    Optional<String> name = fields.value(Key.RULE_NAME, Function.identity(), BudgetRules::name);
    List<Glob> tools = some(fields, Key.TOOLS, Values::glob);
    List<String> approvers = some(fields, Key.APPROVERS, Values::role);
    Rest rest = rest(fields);
    boolean whole = name.isPresent() && !tools.isEmpty() && !approvers.isEmpty();
    return whole ? Optional.of(rule(name.get(), tools, approvers, rest)) : Optional.empty();
  }

  private <T> List<T> some(Fields fields, Key key, Function<String, T> reader) {
    fields.requireSome(key);
    return fields.values(key, reader);
  }

  private record Rest(
      List<Glob> agents,
      List<Glob> services,
      List<Glob> environments,
      List<Glob> teams,
      @Nullable String when,
      long quorum,
      long denyQuorum,
      @Nullable Duration decideWithin,
      @Nullable Duration useWithin,
      Flags flags,
      Told told) {}

  private record Flags(boolean requesterMayApprove, boolean critical, boolean mayEdit) {}

  private record Told(Duration waiting, Reuse reuse, String onDenial, Duration outcomeWithin) {}

  private Rest rest(Fields fields) {
    return new Rest(
        fields.values(Key.AGENTS, Values::glob),
        fields.values(Key.SERVICES, Values::glob),
        fields.values(Key.ENVIRONMENTS, Values::glob),
        fields.values(Key.TEAMS, Values::glob),
        when(fields),
        fields.value(Key.QUORUM, Values::whole, ApprovalRules::people).orElse(ONE),
        fields.value(Key.DENY_QUORUM, Values::whole, ApprovalRules::people).orElse(ONE),
        span(fields, Key.DECIDE_WITHIN).orElse(null),
        span(fields, Key.USE_WITHIN).orElse(null),
        flags(fields),
        told(fields));
  }

  private Flags flags(Fields fields) {
    return new Flags(
        flag(fields, Key.REQUESTER_MAY_APPROVE),
        flag(fields, Key.CRITICAL),
        flag(fields, Key.MAY_EDIT));
  }

  private Told told(Fields fields) {
    return new Told(
        fields.value(Key.WAIT, Values::duration, ApprovalRules::waiting).orElse(WAIT),
        fields.value(Key.REUSE, Values::reuse, reuse -> null).orElse(Reuse.RUN),
        fields.value(Key.ON_DENIAL, Function.identity(), ApprovalRules::told).orElse(DENIED),
        span(fields, Key.OUTCOME_WITHIN).orElse(OUTCOME));
  }

  private static boolean flag(Fields fields, Key key) {
    return fields.value(key, Values::yesOrNo, value -> null).orElse(false);
  }

  private static Optional<Duration> span(Fields fields, Key key) {
    return fields.value(key, Values::duration, ApprovalRules::span);
  }

  /** The condition's text; each mistake in it is told where it stands, as far as YAML lets it. */
  private @Nullable String when(Fields fields) {
    Optional<String> text = fields.value(Key.WHEN, Function.identity(), ApprovalRules::condition);
    for (Condition.Mistake mistake : text.map(Condition::mistakes).orElse(List.of())) {
      mistakes.addIn(fields.node(Key.WHEN).orElseThrow(), Key.WHEN.text(), mistake);
    }
    return text.orElse(null);
  }

  private static ApprovalRule rule(
      String name, List<Glob> tools, List<String> approvers, Rest rest) {
    return new ApprovalRule(
        name,
        tools,
        rest.agents(),
        rest.services(),
        rest.environments(),
        rest.teams(),
        rest.when(),
        approvers,
        (int) rest.quorum(),
        (int) rest.denyQuorum(),
        rest.flags().requesterMayApprove(),
        rest.decideWithin(),
        rest.useWithin(),
        rest.told().waiting(),
        rest.told().reuse(),
        rest.flags().critical(),
        rest.flags().mayEdit(),
        rest.told().onDenial(),
        rest.told().outcomeWithin());
  }
}
