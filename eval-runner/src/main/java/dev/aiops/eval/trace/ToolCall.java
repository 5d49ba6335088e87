/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param spanId its span
 * @param startedAt when it began; the calls of a run are in this order
 * @param duration how long it took, waiting for a person included
 * @param name the tool
 * @param ending how it ended
 * @param arguments with what, as JSON; null where they were not recorded
 * @param result what it returned; null where it was not recorded
 * @param approval what a person had to say; null where nobody was asked
 */
public record ToolCall(
    String spanId,
    Instant startedAt,
    Duration duration,
    String name,
    Ending ending,
    @Nullable Content arguments,
    @Nullable Content result,
    @Nullable Approval approval) {

  /** Whether the tool itself was entered: a refused call was stopped before. */
  public boolean ran() {
    return !ending.outcome().equals("refused");
  }

  /**
   * The approval that held a call.
   *
   * @param id its id
   * @param isConsumed whether the control log says that it was used to run
   */
  public record Approval(String id, boolean isConsumed) {}
}
