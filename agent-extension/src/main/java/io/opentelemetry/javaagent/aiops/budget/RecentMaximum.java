/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

/**
 * The largest number seen in the last minute or so. Two threads that see a number at once may lose
 * the smaller of two new maxima's order, never the fact that there was one: it guides how much to
 * ask for and guards nothing.
 */
public final class RecentMaximum {

  private volatile long current;
  private volatile long previous;

  /** Called for every reservation: mostly a read. */
  void see(long number) {
    if (number > current) {
      current = number;
    }
  }

  /** The largest number since the last but one {@link #roll}. */
  public long get() {
    return Math.max(current, previous);
  }

  /** Called every half minute: what was seen before the last roll is forgotten. */
  public void roll() {
    previous = current;
    current = 0;
  }
}
