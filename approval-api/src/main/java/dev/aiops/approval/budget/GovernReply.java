/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.List;

/** The answer to a change of policy, a halt and a resume. */
public sealed interface GovernReply {

  /**
   * Done, or already so.
   *
   * @param policy the version in force
   * @param standings each budget's current day, with what is effective now and what still drains
   * @param draining days of budgets that left the policy and still have open leases
   */
  record Governed(String policy, List<Standing> standings, List<Standing> draining)
      implements GovernReply {

    public Governed {
      standings = List.copyOf(standings);
      draining = List.copyOf(draining);
    }
  }

  /** Nothing was done. */
  record GovernRejected(String text) implements GovernReply {}
}
