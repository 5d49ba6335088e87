/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import java.time.Instant;

/**
 * An eval-runner is at a batch, and no other is until its time is over.
 *
 * @param runner the process, another one after each start
 * @param until when others may go on with the batch, unless it is heard of before
 */
public record Claim(String runner, Instant until) {

  /** Whether another may take it. */
  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }
}
