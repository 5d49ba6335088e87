/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import java.util.Optional;

/** Who looks at a batch that runs. */
@FunctionalInterface
public interface Watch {

  /**
   * Told after each part.
   *
   * @param runs that are done
   */
  void progress(long runs);

  /** Asked before each part why it is to be the last; empty to go on. */
  default Optional<String> stop() {
    return Optional.empty();
  }
}
