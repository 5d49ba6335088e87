/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** The log is not what was written to it. Nothing is decided on it until somebody has looked. */
public abstract sealed class ControlLogDamagedException extends RuntimeException
    permits ControlLogBrokenException, ControlLogForkedException {

  private final long seq;

  ControlLogDamagedException(long seq, String message) {
    super(message);
    this.seq = seq;
  }

  /** The first place that is damaged, as far as it was read. */
  public final long seq() {
    return seq;
  }
}
