/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.Policy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which rule holds an action. It remembers that for the policy it was asked of last, so that
 * conditions are evaluated in the request's own thread and not in the one that decides for all.
 */
public final class Held {

  private record Answer(String version, Optional<ApprovalRule> rule) {}

  private final Action action;
  private volatile @Nullable Answer last;

  /** For one action. */
  public Held(Action action) {
    this.action = action;
  }

  /** The action. */
  public Action action() {
    return action;
  }

  /** The first rule that covers the action and whose condition holds, or is in doubt. */
  public Optional<ApprovalRule> by(Policy policy) {
    Answer known = last;
    if (known == null || !known.version().equals(policy.version())) {
      known = new Answer(policy.version(), first(policy));
      last = known;
    }
    return known.rule();
  }

  /** The first rule that covers the action, whose arguments are not known: every condition holds. */
  public Optional<ApprovalRule> whateverTheArguments(Policy policy) {
    return policy.approvals().stream().filter(action::isCoveredBy).findFirst();
  }

  private Optional<ApprovalRule> first(Policy policy) {
    return policy.approvals().stream()
        .filter(action::isCoveredBy)
        .filter(rule -> rule.when() == null || Condition.holds(rule.when(), action))
        .findFirst();
  }
}
