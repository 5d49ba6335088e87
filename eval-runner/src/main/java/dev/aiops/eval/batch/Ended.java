/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

/** How a batch ended. */
public sealed interface Ended {

  /** Runs that were evaluated. */
  long runs();

  /** All of its runs were. */
  record Finished(long runs) implements Ended {}

  /**
   * A limit was reached; what was scored until then stays.
   *
   * @param why which limit, and the remedy
   */
  record Stopped(long runs, String why) implements Ended {}
}
