/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.time.Instant;

/**
 * A notice that a channel has not delivered.
 *
 * @param attempts how often it was tried
 * @param notBefore when it may be tried again
 */
record Waiting(Notice notice, int attempts, Instant notBefore) {

  static Waiting of(Notice notice) {
    return new Waiting(notice, 0, Instant.EPOCH);
  }

  Waiting failed(Instant again) {
    return new Waiting(notice, attempts + 1, again);
  }
}
