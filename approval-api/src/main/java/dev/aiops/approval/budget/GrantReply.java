/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import org.jspecify.annotations.Nullable;

/** The answer to a {@link GrantRequest}. */
public sealed interface GrantReply {

  /**
   * Money was set apart.
   *
   * @param amount what this request added
   * @param granted all grants of the lease together: the holder keeps the greatest it has seen
   * @param beyondCap an observing budget granted what it would have refused
   * @param spendForSeconds how long it may be spent without hearing from us, from before the
   *     request was sent; 0 if it may not be spent any more
   * @param recall give back what is idle
   */
  record Granted(
      DayId lease,
      long amount,
      long granted,
      boolean beyondCap,
      long spendForSeconds,
      boolean recall,
      Standing standing)
      implements GrantReply {}

  /**
   * Nothing was set apart.
   *
   * @param retryAfterSeconds when asking again can help; null if not of itself
   * @param standing the figures, where the budget is known
   */
  record NotGranted(
      Reason reason,
      long asked,
      @Nullable Integer retryAfterSeconds,
      @Nullable Standing standing,
      String text)
      implements GrantReply {}

  /** Why nothing was granted. */
  enum Reason {
    /** The request itself is wrong. */
    BAD_REQUEST,
    /** The request id was used by somebody else. */
    REQUEST_REUSED,
    /** The policy has no such budget. */
    NO_SUCH_BUDGET,
    /** A person stopped the budget. */
    HALTED,
    /**
     * The process's lease was closed over its head; it must begin anew under another process id.
     */
    LEASE_LOST,
    /** Its identity opened too many leases within a minute. */
    TOO_MANY_LEASES,
    /** One call is dearer than any grant may be. */
    ABOVE_MAX_LEASE,
    /** What is spent leaves too little, whatever comes back. */
    CAP_REACHED,
    /** It fits only when others give back or settle, which they were asked to. */
    HELD_IN_LEASES
  }
}
