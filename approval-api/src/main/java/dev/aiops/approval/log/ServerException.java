/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

import org.jspecify.annotations.Nullable;

/** A request to ClickHouse came to nothing. */
final class ServerException extends Exception {

  /** What is known of the request. */
  enum Fate {
    /** It was not executed. */
    NOT_EXECUTED,
    /** It was executed, and failed. */
    FAILED,
    /** Whether it was executed, is being executed or will be is not known. */
    UNKNOWN
  }

  private final Fate fate;

  ServerException(Fate fate, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.fate = fate;
  }

  Fate fate() {
    return fate;
  }
}
