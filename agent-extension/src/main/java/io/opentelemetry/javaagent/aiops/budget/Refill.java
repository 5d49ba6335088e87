/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;

/**
 * When a process asks for more money of a budget, how much, and when it gives back what it does not
 * need. It holds no money and does no I/O: it is told what is, and says what to do.
 *
 * <p>Not for use by several threads.
 */
public final class Refill {

  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final long idleNanos;
  private final long most;
  private long lastSpent;
  private long lastReserved;
  private long lastChangeNanos;
  private long minuteStartNanos;
  private long minuteStartSpent;
  private long spentLastMinute;

  /**
   * A policy.
   *
   * @param idle for how long nothing is reserved or settled until the rest is given back
   * @param most what a lease may have at most, in nano-USD
   * @param nowNanos {@link Ticks#nanos}
   */
  public Refill(Duration idle, long most, long nowNanos) {
    if (idle.isNegative() || idle.isZero() || most <= 0) {
      throw new IllegalArgumentException("idle time and the most a lease may have are above zero");
    }
    this.idleNanos = idle.toNanos();
    this.most = most;
    this.lastChangeNanos = nowNanos;
    this.minuteStartNanos = nowNanos;
  }

  /**
   * What is.
   *
   * @param granted on open leases
   * @param available of that
   * @param spent by this process of the budget, all day; it only rises
   * @param reserved by calls that are under way
   * @param largest reservation of the last minute
   * @param refused the bound of a call that did not fit since the last decision; 0 if none
   * @param asking whether a request is under way
   * @param recalled whether the control plane wants its money back
   */
  public record State(
      long granted,
      long available,
      long spent,
      long reserved,
      long largest,
      long refused,
      boolean asking,
      boolean recalled) {}

  /** What to do. */
  public sealed interface Decision {}

  /** Ask for so much, in nano-USD. */
  public record Ask(long nanoUsd) implements Decision {}

  /** Retire the leases and give back what is free. */
  public record Return() implements Decision {}

  /** Nothing. */
  public record Rest() implements Decision {}

  /** Says what to do. */
  public Decision decide(State state, long nowNanos) {
    observe(state, nowNanos);
    if (state.recalled()) {
      return state.available() > 0 ? new Return() : new Rest();
    }
    if (state.asking()) {
      return new Rest();
    }
    if (state.refused() > state.available()) {
      return ask(state);
    }
    if (nowNanos - lastChangeNanos >= idleNanos) {
      return state.available() > 0 ? new Return() : new Rest();
    }
    return state.largest() > 0 && state.available() < lowWater(state) ? ask(state) : new Rest();
  }

  private void observe(State state, long nowNanos) {
    boolean same = state.spent() == lastSpent && state.reserved() == lastReserved;
    if (!same || state.refused() > 0) {
      lastSpent = state.spent();
      lastReserved = state.reserved();
      lastChangeNanos = nowNanos;
    }
    if (nowNanos - minuteStartNanos >= MINUTE_NANOS) {
      spentLastMinute = Math.max(0, state.spent() - minuteStartSpent);
      minuteStartSpent = state.spent();
      minuteStartNanos = nowNanos;
    }
  }

  /** Half of what was granted, or two of the largest calls. */
  private static long lowWater(State state) {
    return Math.max(state.granted() / 2, twice(state.largest()));
  }

  /** Enough for four of the largest calls and for what a minute costs, less what is there. */
  private Decision ask(State state) {
    long largest = Math.max(state.largest(), state.refused());
    long wanted = Math.max(twice(twice(largest)), spentLastMinute);
    long missing = wanted - Math.max(0, state.available());
    // money is not shared between leases: the new one alone has to carry the largest call
    return new Ask(Math.min(most, Math.max(missing, Math.max(1, largest))));
  }

  private static long twice(long amount) {
    return amount > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : amount * 2;
  }
}
