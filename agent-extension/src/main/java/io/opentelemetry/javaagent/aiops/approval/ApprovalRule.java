/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.javaagent.aiops.budget.Glob;
import java.util.List;

/**
 * A rule of the policy that may cover this process; what it says of arguments only the control
 * plane knows.
 *
 * @param tools patterns of tool names
 * @param agents patterns of agent names; empty is every agent
 */
public record ApprovalRule(String name, List<Glob> tools, List<Glob> agents) {

  /** Copies the lists. */
  public ApprovalRule {
    tools = List.copyOf(tools);
    agents = List.copyOf(agents);
  }

  /** Whether the rule may hold a call; of an agent whose name is not known it may. */
  public boolean mayHold(String tool, String agent) {
    return any(tools, tool) && (agents.isEmpty() || agent.isEmpty() || any(agents, agent));
  }

  private static boolean any(List<Glob> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }
}
