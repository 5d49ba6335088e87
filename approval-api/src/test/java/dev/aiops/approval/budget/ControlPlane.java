/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import dev.aiops.approval.log.Decided;
import java.time.Instant;

/**
 * The decisions a simulated control plane makes: the real ones, which a mutant overrides one by
 * one.
 */
class ControlPlane {

  private final Granting granting = new Granting(new Limits(40, "admin"));
  private final Settling settling = new Settling(Limits.DEFAULT);

  Decided<Budgets, GrantReply> grant(Budgets state, Instant now, GrantRequest request) {
    return granting.grant(state, now, request);
  }

  Decided<Budgets, LeaseReply> report(Budgets state, Instant now, Report report) {
    return settling.report(state, now, report);
  }

  Decided<Budgets, LeaseReply> close(Budgets state, Instant now, Report report) {
    return settling.close(state, now, report);
  }

  Decided<Budgets, LeaseReply> adopt(Budgets state, Instant now, Adoption adoption) {
    return settling.adopt(state, now, adoption);
  }

  Decided<Budgets, LeaseReply> release(Budgets state, Instant now, Release release) {
    return settling.release(state, now, release);
  }

  /** What is done when time passes: nothing. */
  Decided<Budgets, LeaseReply> tick(Budgets state, Instant now) {
    return Decided.nothing(new LeaseReply.LeaseRejected(LeaseReply.Problem.UNKNOWN_LEASE, ""));
  }

  /** Whether an append is refused when the log has grown since the decision. */
  boolean comparesBeforeItAppends() {
    return true;
  }
}
