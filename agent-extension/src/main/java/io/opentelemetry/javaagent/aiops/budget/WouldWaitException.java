/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

/** Thrown where money is not at hand, to a caller that does not wait for any. */
final class WouldWaitException extends RuntimeException {

  private static final long serialVersionUID = 1;

  WouldWaitException() {
    super("money is not at hand", null, false, false);
  }
}
