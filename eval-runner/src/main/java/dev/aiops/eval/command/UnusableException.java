/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

/** Arguments or settings that cannot be used; the message says why and what to do. */
final class UnusableException extends RuntimeException {

  UnusableException(String message) {
    super(message);
  }
}
