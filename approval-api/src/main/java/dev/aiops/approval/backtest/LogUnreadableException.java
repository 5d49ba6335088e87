/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

/** The recorded calls cannot be read; the message has the reason and the remedy. */
public final class LogUnreadableException extends RuntimeException {

  LogUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
