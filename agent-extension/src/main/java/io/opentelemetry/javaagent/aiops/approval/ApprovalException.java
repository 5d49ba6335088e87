/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.javaagent.aiops.hook.TypedError;

/**
 * An action was not run, because nobody has approved it. Unchecked, without a cause, and of the
 * JDK's types only, so that every app can receive it; its message is fit for a model to read.
 */
public abstract sealed class ApprovalException extends RuntimeException implements TypedError
    permits ApprovalPendingException, ApprovalDeniedException, ApprovalUnavailableException {

  private static final long serialVersionUID = 1;

  private final String approvalId;
  private final String rule;
  private final String tool;
  private final String errorType;

  ApprovalException(About about, String errorType, String message) {
    super(message, null, false, true);
    this.approvalId = about.approvalId();
    this.rule = about.rule();
    this.tool = about.tool();
    this.errorType = errorType;
  }

  /** Which approval; what is unknown is the empty text. */
  record About(String approvalId, String rule, String tool) {

    static About tool(String tool) {
      return new About("", "", tool);
    }

    static About of(ApprovalView view, String tool) {
      return new About(view.id(), view.rule(), tool);
    }
  }

  /** The approval's id; empty where nobody could be asked. */
  public String approvalId() {
    return approvalId;
  }

  /** The rule of the policy that asks for approval; empty where it is not known. */
  public String rule() {
    return rule;
  }

  /** The tool, or class and method. */
  public String tool() {
    return tool;
  }

  @Override
  public String errorType() {
    return errorType;
  }
}
