/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/** The answer to whatever is said about a lease. */
public sealed interface LeaseReply {

  /**
   * A lease as it stands.
   *
   * @param granted all its grants together: the holder keeps the greatest it has seen
   * @param charged what it counts as, once closed
   * @param stop why its holder must not spend from it any more; it settles what is under way and
   *     returns it
   * @param recall give back what is idle
   * @param spendForSeconds how long it may be spent without hearing from us, from before the
   *     request was sent; 0 if it may not be spent any more
   */
  record LeaseView(
      DayId lease,
      LeaseState state,
      long granted,
      long charged,
      Stop stop,
      boolean recall,
      long spendForSeconds,
      Standing standing)
      implements LeaseReply {}

  /** Nothing was done. */
  record LeaseRejected(Problem problem, String text) implements LeaseReply {}

  /** Why a lease may not be spent any more. */
  enum Stop {
    /** It may. */
    NONE,
    /** It is closed. */
    CLOSED,
    /** Its day is over. */
    DAY_OVER,
    /** A person stopped the budget. */
    HALTED,
    /** A person stopped this process. */
    REVOKED,
    /** The policy has no such budget any more. */
    BUDGET_REMOVED
  }

  /** What is wrong with what was said. */
  enum Problem {
    /** No lease of this id is known. */
    UNKNOWN_LEASE,
    /** Somebody else holds it. */
    NOT_HOLDER,
    /** The figures cannot be. */
    IMPOSSIBLE,
    /** Calls are under way. */
    NOT_SETTLED,
    /** The actor lacks the role. */
    FORBIDDEN,
    /** The reason is missing. */
    NO_REASON
  }
}
