/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.List;
import java.util.Map;

/** The answer to a change of policy, a halt and a resume. */
public sealed interface GovernReply {

  /**
   * Done, or already so.
   *
   * @param policy the version in force
   * @param standings each budget's current day, with what is effective now and what still drains
   * @param draining days of budgets that left the policy and still have open leases
   * @param halted budgets of which nothing may be spent, and why
   */
  record Governed(
      String policy, List<Standing> standings, List<Standing> draining, Map<String, String> halted)
      implements GovernReply {

    public Governed {
      standings = List.copyOf(standings);
      draining = List.copyOf(draining);
      halted = Map.copyOf(halted);
    }
  }

  /** Nothing was done. */
  record GovernRejected(Problem problem, String text) implements GovernReply {}

  /** Why not. */
  enum Problem {
    /** The actor lacks the role. */
    FORBIDDEN,
    /** The reason is missing. */
    NO_REASON,
    /** No policy and no halt has such a budget. */
    NO_SUCH_BUDGET,
    /** The request id belongs to another order. */
    REQUEST_REUSED
  }
}
