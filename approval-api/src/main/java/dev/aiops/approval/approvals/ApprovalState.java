/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

/** Where an approval stands. */
public enum ApprovalState {
  /** Nobody has decided; it stays so for ever where its rule names no time. */
  PENDING,
  /** May be used once. */
  APPROVED,
  /** Is not to run. */
  DENIED,
  /** Was not decided, or not used, in the time its rule gives. */
  EXPIRED,
  /** Was taken back by who asked. */
  CANCELLED,
  /** Was taken back by who decides. */
  REVOKED,
  /** Is about to run, or has run. */
  CONSUMED,
  /** Has run. */
  EXECUTED,
  /** Has run and failed. */
  FAILED,
  /** Was about to run, and nobody knows whether it did; it never runs again. */
  OUTCOME_UNKNOWN;

  /** Whether nothing but a late report can follow. */
  boolean isEnded() {
    return this != PENDING && this != APPROVED && this != CONSUMED;
  }

  /** Whether the same action finds it again. */
  boolean isFoundAgain() {
    return this == PENDING || this == APPROVED || this == DENIED;
  }
}
