/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Standing;
import org.jspecify.annotations.Nullable;

/** What came of an exchange. */
sealed interface Outcome<T> {

  /**
   * It was done.
   *
   * @param askedAtNanos before the request was sent: durations in the answer count from then
   * @param askedAtMillis the same by the wall clock
   */
  record Told<T>(T value, long askedAtNanos, long askedAtMillis) implements Outcome<T> {}

  /** The control plane decided against it. */
  record Rejected<T>(Rejection why) implements Outcome<T> {}

  /** Nobody knows. */
  record Failed<T>(Trouble why) implements Outcome<T> {}

  /** An error of the contract. */
  record Rejection(String rule, String message, String remedy, @Nullable Standing standing) {}
}
