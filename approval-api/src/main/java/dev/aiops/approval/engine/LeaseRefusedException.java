/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.budget.LeaseReply.LeaseRejected;

/** A grant was asked for with a report that is wrong: neither was done. */
public final class LeaseRefusedException extends RuntimeException {

  private final transient LeaseRejected rejected;

  LeaseRefusedException(LeaseRejected rejected) {
    super(rejected.text());
    this.rejected = rejected;
  }

  /** What is wrong with the report. */
  public LeaseRejected rejected() {
    return rejected;
  }
}
