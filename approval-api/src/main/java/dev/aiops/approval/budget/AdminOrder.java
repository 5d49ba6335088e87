/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/**
 * What an admin wants done; kept with the row that does it.
 *
 * @param request unique for each order, the same when it is repeated
 * @param reason kept for the audit
 */
public record AdminOrder(String request, Actor actor, String reason) {

  private static final int LONGEST = 200;

  /** Fails on a request id that is empty or too long. */
  public AdminOrder {
    BudgetRules.require(
        BudgetRules.unless(
            !request.isBlank() && request.length() <= LONGEST,
            "request_id must have 1 to 200 characters: draw one for each order"));
  }

  /** Who may give orders. */
  boolean isByOneOf(String adminRole) {
    return actor.roles().contains(adminRole);
  }

  String lacksRole(String adminRole) {
    return actor.name() + " lacks the role " + adminRole + " for this";
  }
}
