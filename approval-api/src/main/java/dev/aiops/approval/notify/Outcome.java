/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.notify;

import java.time.Duration;
import java.util.Optional;

/** What came of an attempt. */
sealed interface Outcome {

  /** It was taken. */
  record Taken() implements Outcome {}

  /**
   * It was not, or nobody knows.
   *
   * @param pause how long its receiver asks to be left alone
   */
  record Failed(String why, Optional<Duration> pause) implements Outcome {}
}
