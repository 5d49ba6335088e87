/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

/** An action was not run: a person declined it, or the approval is not good any more. */
public final class ApprovalDeniedException extends ApprovalException {

  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * A refusal.
   *
   * @param said what the rule tells on denial, or what became of the approval
   * @param reason the person's, fit to be read by a model; empty where none was given
   */
  ApprovalDeniedException(About about, String said, String reason) {
    super(about, "approval_denied", message(about, said, reason));
    this.reason = reason;
  }

  private static String message(About about, String said, String reason) {
    return "Not executed: "
        + said
        + (reason.isEmpty() ? "" : " Reason: " + reason)
        + " ("
        + about.approvalId()
        + ") Do not repeat the call of "
        + about.tool()
        + " with these arguments.";
  }

  /** Why, as the person said; empty where they did not. */
  public String reason() {
    return reason;
  }
}
