/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which actions wait for a person, and who that may be. It is part of the policy, as budgets are.
 *
 * @param name its identity, shown to whoever decides
 * @param tools patterns on the tool's name; one at least
 * @param agents patterns; none asks nothing, as the next three
 * @param when a CEL condition on the arguments; null is always
 * @param approvers roles one of which a person who decides must have
 * @param quorum how many people must approve
 * @param denyQuorum how many must deny, before it is denied
 * @param decideWithin null is for ever
 * @param useWithin how long an approval may be used; null is as long as its run lasts
 * @param waiting how long the caller's thread waits before it is told that the action is pending
 * @param critical whether a login of the last minutes is needed to decide
 * @param mayEdit whether an approver may change the arguments
 * @param onDenial what the model is told
 * @param outcomeWithin when an action that was begun counts as one whose outcome nobody knows
 */
public record ApprovalRule(
    String name,
    List<Glob> tools,
    List<Glob> agents,
    List<Glob> services,
    List<Glob> environments,
    List<Glob> teams,
    @Nullable String when,
    List<String> approvers,
    int quorum,
    int denyQuorum,
    boolean requesterMayApprove,
    @Nullable Duration decideWithin,
    @Nullable Duration useWithin,
    Duration waiting,
    Reuse reuse,
    boolean critical,
    boolean mayEdit,
    String onDenial,
    Duration outcomeWithin) {

  /** Who may use an approval that was not used yet. */
  public enum Reuse {
    /** Only the run that asked. */
    RUN,
    /** A later run of the same service, too. */
    SERVICE
  }

  /** Fails on the first value that cannot be; the policy file reports all. */
  public ApprovalRule {
    tools = List.copyOf(tools);
    agents = List.copyOf(agents);
    services = List.copyOf(services);
    environments = List.copyOf(environments);
    teams = List.copyOf(teams);
    approvers = List.copyOf(approvers);
    BudgetRules.require(BudgetRules.name(name));
    BudgetRules.require(ApprovalRules.some(tools.size()));
    BudgetRules.require(ApprovalRules.some(approvers.size()));
    approvers.forEach(role -> BudgetRules.require(BudgetRules.name(role)));
    BudgetRules.require(ApprovalRules.people(quorum));
    BudgetRules.require(ApprovalRules.people(denyQuorum));
    BudgetRules.require(ApprovalRules.waiting(waiting));
    BudgetRules.require(ApprovalRules.told(onDenial));
    BudgetRules.require(ApprovalRules.span(outcomeWithin));
    BudgetRules.require(decideWithin == null ? null : ApprovalRules.span(decideWithin));
    BudgetRules.require(useWithin == null ? null : ApprovalRules.span(useWithin));
  }

  /** Whether it may hold some action of this service, environment and team. */
  public boolean mayCover(String service, String environment, String team) {
    return any(services, service) && any(environments, environment) && any(teams, team);
  }

  /** Whether it may hold this agent's calls of a tool. */
  public boolean mayHold(String agent, String tool) {
    return any(agents, agent) && any(tools, tool);
  }

  /**
   * What is not known of a caller matches every pattern: for a budget it would be counted nowhere,
   * here a person is asked.
   */
  private static boolean any(List<Glob> globs, String value) {
    return globs.isEmpty()
        || value.isEmpty()
        || globs.stream().anyMatch(glob -> glob.matches(value));
  }
}
