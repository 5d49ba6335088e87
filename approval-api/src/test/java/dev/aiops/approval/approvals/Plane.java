/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.log.Decided;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** The decisions of a simulated control plane: the real ones, which a mutant overrides. */
class Plane {

  Decided<Approvals, ApprovalReply> request(
      Approvals state, Policy policy, Instant now, Requesting.Request request) {
    return Requesting.request(state, policy, now, request);
  }

  Decided<Approvals, ApprovalReply> decide(
      Approvals state, Policy policy, Instant now, Deciding.Answer answer) {
    return Deciding.decide(state, policy, now, answer);
  }

  Decided<Approvals, ApprovalReply> consume(
      Approvals state, Instant now, Using.Use use, Function<String, Set<String>> roles) {
    return Using.consume(state, now, use, Sight.ALL, roles);
  }

  Decided<Approvals, Integer> pass(Approvals state, Instant now) {
    return Aging.pass(state, now);
  }

  /** Whether an append is refused when the log has grown since the decision. */
  boolean comparesBeforeItAppends() {
    return true;
  }
}
