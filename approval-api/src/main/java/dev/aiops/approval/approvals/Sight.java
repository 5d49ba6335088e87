/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

/** Whose approvals somebody may see; all others do not exist for them. */
@FunctionalInterface
public interface Sight {

  /** Of people: they see all. */
  Sight ALL = (service, environment, team) -> true;

  /** Whether it covers this caller's. */
  boolean covers(String service, String environment, String team);

  /** Whether it covers an approval. */
  default boolean covers(Approval approval) {
    Action action = approval.asked().action();
    return covers(action.service(), action.environment(), action.team());
  }
}
