/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.ApprovalRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request, with the rule as it was when it was made: it is decided by that.
 *
 * @param request the asker's id of it, the same when it is repeated
 * @param run trace id of the run; empty where there is none
 * @param runInput what the run was started with; null where it is not known
 * @param hash of the action
 * @param policy version of the policy the rule is of
 */
public record Asked(
    String id,
    String request,
    Action action,
    String run,
    String span,
    @Nullable String runInput,
    String hash,
    ApprovalRule rule,
    String policy,
    String by,
    Instant at) {

  /** When it expires undecided; null is never. */
  public @Nullable Instant decideBy() {
    return rule.decideWithin() == null ? null : at.plus(rule.decideWithin());
  }

  /** What it takes of memory, in characters. */
  int size() {
    return action.arguments().json().length() + (runInput == null ? 0 : runInput.length());
  }
}
