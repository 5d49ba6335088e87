/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** A row is missing, was changed, or does not follow the one before it. */
public final class ControlLogBrokenException extends ControlLogDamagedException {

  private final String why;

  ControlLogBrokenException(long seq, String why) {
    super(
        seq,
        "The control log is broken at seq "
            + seq
            + ": "
            + why
            + ". Nothing is decided on it: compare the row with a backup, put it back as it was, and"
            + " start again.");
    this.why = why;
  }

  String why() {
    return why;
  }
}
