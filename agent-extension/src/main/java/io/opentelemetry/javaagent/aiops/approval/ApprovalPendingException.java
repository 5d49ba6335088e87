/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

/**
 * An action was not run, because a person has not decided yet. The same call made again later finds
 * the approval, and runs once it is given.
 */
public final class ApprovalPendingException extends ApprovalException {

  private static final long serialVersionUID = 1;

  /** A refusal for now. */
  ApprovalPendingException(About about) {
    super(about, "approval_pending", message(about));
  }

  private static String message(About about) {
    return "Not executed: "
        + about.tool()
        + " is waiting for approval by a person ("
        + about.approvalId()
        + "). Do not repeat the call now and do not try to reach the same end another way; say that"
        + " it is waiting. The same call made later, once it is approved, will be executed.";
  }
}
