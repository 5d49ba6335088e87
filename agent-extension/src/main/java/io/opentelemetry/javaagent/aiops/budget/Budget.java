/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import dev.aiops.pricing.CeilingPrice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget as the control plane gave it, for this process's service, environment and team.
 *
 * @param enforcing whether it refuses calls; else it records which it would have refused
 * @param agents patterns of agent names it covers; empty covers all
 * @param users patterns of user names
 * @param models patterns of model names
 * @param unknownPrice what a call without a known price is charged; null refuses it
 * @param hourlyNanoUsd what this process may spend in an hour, null for no bound
 * @param sameToolCalls how often a run may call a tool with the same arguments and still ask a
 *     model, null for no bound
 * @param maxLeaseNanoUsd the dearest single call, null for no bound
 * @param injectMaxTokens output limit put into calls that have none, null to refuse those
 * @param raisedBy roles that may raise today's cap
 * @param halted why nothing may be spent, null if something may
 * @param account the money of it that this process holds
 */
public record Budget(
    String name,
    boolean enforcing,
    List<Glob> agents,
    List<Glob> users,
    List<Glob> models,
    @Nullable CeilingPrice unknownPrice,
    @Nullable Long hourlyNanoUsd,
    @Nullable Integer sameToolCalls,
    @Nullable Long maxLeaseNanoUsd,
    @Nullable Long injectMaxTokens,
    List<String> raisedBy,
    @Nullable String halted,
    Account account) {

  /** Copies the lists. */
  public Budget {
    agents = List.copyOf(agents);
    users = List.copyOf(users);
    models = List.copyOf(models);
    raisedBy = List.copyOf(raisedBy);
  }

  /** Whether a call counts against this budget; what is unknown is the empty text. */
  public boolean covers(String agent, String user, String model) {
    return any(agents, agent) && any(users, user) && any(models, model);
  }

  private static boolean any(List<Glob> patterns, String name) {
    if (patterns.isEmpty()) {
      return true;
    }
    for (Glob pattern : patterns) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
