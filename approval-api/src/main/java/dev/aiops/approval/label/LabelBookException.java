/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

/** Labels cannot be read or kept now. */
public final class LabelBookException extends RuntimeException {

  private final boolean outcomeUnknown;

  /** With whether a label that was to be kept may have been. */
  public LabelBookException(String message, boolean outcomeUnknown, Throwable cause) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /** Whether the label may be kept: then it is sent again, which keeps it once. */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
