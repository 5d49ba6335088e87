/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

/** Arguments that two readers could take for different ones; nothing is approved of them. */
public final class UnreadableArgumentsException extends IllegalArgumentException {

  UnreadableArgumentsException(String message) {
    super(message);
  }
}
