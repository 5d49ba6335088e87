/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

/** The answer to a command on approvals. */
public sealed interface ApprovalReply {

  /** How an approval stands now. */
  record Viewed(Approval approval) implements ApprovalReply {}

  /**
   * No rule holds the action: it may run.
   *
   * @param policy the version that says so
   */
  record NotNeeded(String policy) implements ApprovalReply {}

  /** It was not done, and why. */
  record Rejected(Problem problem, String text) implements ApprovalReply {}

  /** Why something was not done. */
  enum Problem {
    /** There is none of this id, or not for the asker's eyes, or it ended long ago. */
    NO_SUCH_APPROVAL,
    /** The request id belongs to another action. */
    REQUEST_REUSED,
    /** More actions wait than people could decide. */
    TOO_MANY_PENDING,
    /** The person lacks the role. */
    FORBIDDEN,
    /** Who asked may not approve. */
    REQUESTER_EXCLUDED,
    /** The rule is critical and the person's login is not of the last minutes. */
    STEP_UP_REQUIRED,
    /** The reason is missing. */
    NO_REASON,
    /** It is not pending any more. */
    ALREADY_DECIDED,
    /** It was decided on a version that is not the newest. */
    CHANGED_MEANWHILE,
    /** The arguments cannot be changed, or not so. */
    NOT_EDITABLE,
    /** It is not pending, so that it cannot be cancelled. */
    NOT_PENDING,
    /** It is not approved: it must not run. */
    NOT_APPROVED,
    /** It was used: it must not run again. */
    ALREADY_CONSUMED,
    /** What is about to run is not what was approved. */
    HASH_MISMATCH,
    /** Too few of those who approved still have the role. */
    ROLE_REMOVED,
    /** The approval has no such execution. */
    NO_SUCH_EXECUTION,
    /** Another outcome was reported before. */
    ALREADY_REPORTED
  }
}
