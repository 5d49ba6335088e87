/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import org.jspecify.annotations.Nullable;

/**
 * A process that holds leases.
 *
 * @param identity whose bearer token it shows; set by the server, never by the request
 * @param host the machine and its boot: equal for two processes only if one can read the other's
 *     counter file as the kernel left it
 * @param process unique for each start of a process, for ever
 */
public record Holder(String identity, String host, String process) {

  private static final int LONGEST = 200;

  public Holder {
    BudgetRules.require(problem("identity", identity));
    BudgetRules.require(problem("host", host));
    BudgetRules.require(problem("process", process));
  }

  boolean isNeighbourOf(Holder other) {
    return identity.equals(other.identity) && host.equals(other.host);
  }

  private static @Nullable String problem(String name, String value) {
    return BudgetRules.unless(
        !value.isBlank() && value.length() <= LONGEST,
        "a holder's " + name + " must have 1 to 200 characters");
  }
}
