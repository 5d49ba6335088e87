/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;

/**
 * When a process asks for more money of a budget ahead of need, and when it gives back what it does
 * not need. How much it gets ahead is the control plane's to say, which knows how many ask. It
 * holds no money and does no I/O: it is told what is, and says what to do.
 *
 * <p>Not for use by several threads.
 */
public final class Refill {

  private final long idleNanos;
  private long lastSpent;
  private long lastReserved;
  private long lastChangeNanos;

  /**
   * A policy.
   *
   * @param idle for how long nothing is reserved or settled until the rest is given back
   * @param nowNanos {@link Ticks#nanos}
   */
  public Refill(Duration idle, long nowNanos) {
    if (idle.isNegative() || idle.isZero()) {
      throw new IllegalArgumentException("the idle time is above zero");
    }
    this.idleNanos = idle.toNanos();
    this.lastChangeNanos = nowNanos;
  }

  /**
   * What is.
   *
   * @param level what could be spent when money came last
   * @param available of that
   * @param spent by this process of the budget, all day; it only rises
   * @param reserved by calls that are under way
   * @param largest reservation of the last minute
   * @param recalled whether the control plane wants its money back
   */
  public record State(
      long level, long available, long spent, long reserved, long largest, boolean recalled) {}

  /** What to do. */
  public enum Decision {
    /** Ask for more. */
    ASK,
    /** Give back what is free. */
    RETURN,
    /** Nothing. */
    REST
  }

  /** Says what to do. */
  public Decision decide(State state, long nowNanos) {
    observe(state, nowNanos);
    boolean idle = nowNanos - lastChangeNanos >= idleNanos;
    if (state.recalled() || idle) {
      return state.available() > 0 ? Decision.RETURN : Decision.REST;
    }
    boolean low = state.largest() > 0 && state.available() < lowWater(state);
    return low ? Decision.ASK : Decision.REST;
  }

  private void observe(State state, long nowNanos) {
    if (state.spent() != lastSpent || state.reserved() != lastReserved) {
      lastSpent = state.spent();
      lastReserved = state.reserved();
      lastChangeNanos = nowNanos;
    }
  }

  /** Half of what there was, or two of the largest calls. */
  private static long lowWater(State state) {
    return Math.max(state.level() / 2, twice(state.largest()));
  }

  private static long twice(long amount) {
    return amount > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : amount * 2;
  }
}
