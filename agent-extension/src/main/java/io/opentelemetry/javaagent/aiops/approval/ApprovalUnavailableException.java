/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

/**
 * An action was not run, because it cannot be found out whether it may: nobody answers, the policy
 * is not known, or the arguments cannot be read.
 */
public final class ApprovalUnavailableException extends ApprovalException {

  private static final long serialVersionUID = 1;

  private final String why;

  /**
   * A refusal.
   *
   * @param why what is the matter and what helps, for a person to read
   */
  ApprovalUnavailableException(About about, String why) {
    super(
        about,
        "approval_unavailable",
        "Not executed: it cannot be found out whether " + about.tool() + " may run: " + why);
    this.why = why;
  }

  /** What is the matter. */
  public String why() {
    return why;
  }
}
