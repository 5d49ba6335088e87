/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.access;

import dev.aiops.approval.budget.BudgetRules;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token as it is kept.
 *
 * @param name whose it is, in the audit trail; unique
 * @param sha256 of the token, lower-case hexadecimal; the token itself is kept nowhere
 * @param agent what an agent's token may speak for; null for an operator's
 * @param roles an operator's roles; an agent has none
 */
public record Token(String name, String sha256, @Nullable Scope agent, Set<String> roles) {

  /** The role of eval-runner's token, which opens to it its own operations and nothing else. */
  public static final String RUNNER = "eval-runner";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Fails on a name or hash that cannot be, and on an agent with roles. */
  public Token {
    roles = Set.copyOf(roles);
    require(BudgetRules.name(name), "name " + name);
    roles.forEach(role -> require(BudgetRules.name(role), "role " + role));
    require(HASH.matcher(sha256).matches() ? null : "is not a SHA-256", "sha256 of " + name);
    require(
        agent == null || roles.isEmpty() ? null : "is an agent and has roles: make two tokens",
        "token " + name);
  }

  /** Whether it is eval-runner's. */
  public boolean ofRunner() {
    return roles.contains(RUNNER);
  }

  private static void require(@Nullable String broken, String what) {
    if (broken != null) {
      throw new IllegalArgumentException(what + " " + broken);
    }
  }
}
