/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import org.jspecify.annotations.Nullable;

/** The log could not be asked: it may well be asked again. */
public final class ControlLogUnavailableException extends RuntimeException {

  private final boolean outcomeUnknown;

  ControlLogUnavailableException(
      boolean outcomeUnknown, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /**
   * Whether what was to be appended may be in the log, now or later. False: it is not in it and
   * will not be.
   */
  public boolean outcomeUnknown() {
    return outcomeUnknown;
  }
}
