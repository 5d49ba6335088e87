/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.log;

/** Different rows stand at one place: two writers were accepted, or somebody inserted by hand. */
public final class ControlLogForkedException extends ControlLogDamagedException {

  ControlLogForkedException(long seq) {
    super(
        seq,
        "The control log has different rows at seq "
            + seq
            + ". Nothing is decided on it: SELECT * FROM control_log WHERE seq >= "
            + seq
            + ", keep the rows whose prev_hash chain is the one that was acknowledged, delete the"
            + " others as aiops_admin, check that the table still has its deduplication window, and"
            + " start again.");
  }
}
