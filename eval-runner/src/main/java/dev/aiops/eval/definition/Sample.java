/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.definition;

import java.nio.ByteBuffer;

/**
 * A share of the runs, the same ones whoever asks and whenever: by a hash of the run's id. A
 * smaller share is a part of a larger one, so that samples of two definitions have runs in common.
 *
 * @param rate above 0, at most 1
 */
public record Sample(double rate) {

  /** All of them. */
  public static final Sample ALL = new Sample(1);

  private static final double RANGE = 0x1p53;
  private static final int UNUSED_BITS = 11;

  /** Fails outside of that. */
  public Sample {
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "a sample rate must be above 0 and at most 1, got " + rate);
    }
  }

  /** Whether a run is in it. */
  public boolean has(String run) {
    long bits = ByteBuffer.wrap(Hash.sha256(run)).getLong() >>> UNUSED_BITS;
    return bits / RANGE < rate;
  }

  /** How many runs each one in it stands for. */
  public double weight() {
    return 1 / rate;
  }
}
