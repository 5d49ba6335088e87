/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

/** A command cannot do what was asked; the message tells the user why and what to do. */
final class CommandException extends RuntimeException {

  CommandException(String message) {
    super(message);
  }
}
