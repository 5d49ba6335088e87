/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import java.time.Duration;

/**
 * How soon and how much.
 *
 * @param quiet for how long nothing of a run may have come in before it is evaluated
 * @param overlap how far before the newest evaluated run rows are looked at again
 * @param every how often is looked
 * @param most runs evaluated at a time
 */
public record Pace(Duration quiet, Duration overlap, Duration every, int most) {

  /** Quiet for 30 s, looked at every 5 s: a run is evaluated within a minute. */
  public static final Pace USUAL =
      new Pace(Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofSeconds(5), 200);

  /** The same with another quiet. */
  public Pace withQuiet(Duration other) {
    return new Pace(other, overlap, every, most);
  }
}
