/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The counters of one lease, in memory that may be a file's: four longs in a cache line of their
 * own.
 *
 * <p>{@code committed} is what is spent, reserved and given back together, and is the only word
 * that decides. It rises before a call leaves and falls after the call has ended, by one
 * compare-and-set each: so at every instant, also the one at which the process is killed, it is at
 * least what the calls have cost and can still cost. The next two words only say how it divides,
 * and are written after it: who sees one without the other takes too much for reserved or spent,
 * never too little. The last is what was granted; it rises before anything is taken of it.
 */
final class Counters {

  static final int BYTES = 64;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final int COMMITTED = 0;
  private static final int SPENT = 8;
  private static final int RETURNED = 16;
  private static final int GRANTED = 24;

  private final ByteBuffer memory;
  private final int at;

  /**
   * Counters in {@code memory}.
   *
   * @param at where they start: a multiple of eight in a direct buffer, else there is no atomic
   *     access
   */
  Counters(ByteBuffer memory, int at) {
    this.memory = memory;
    this.at = at;
  }

  /** Adds {@code amount} if the sum stays within {@code limit}. */
  boolean take(long amount, long limit) {
    long now = committed();
    while (amount <= limit - now) {
      if (LONG.compareAndSet(memory, at + COMMITTED, now, now + amount)) {
        return true;
      }
      now = committed();
    }
    return false;
  }

  /** Puts {@code actual} in the place of {@code reserved}; a sum that a long cannot hold stays. */
  void settle(long reserved, long actual) {
    replace(reserved, actual);
    count(SPENT, actual);
  }

  private void replace(long reserved, long actual) {
    long now = committed();
    while (!LONG.compareAndSet(memory, at + COMMITTED, now, settled(now, reserved, actual))) {
      now = committed();
    }
  }

  private void count(int word, long amount) {
    long now = (long) LONG.getVolatile(memory, at + word);
    while (!LONG.compareAndSet(memory, at + word, now, settled(now, 0, amount))) {
      now = (long) LONG.getVolatile(memory, at + word);
    }
  }

  private static long settled(long committed, long reserved, long actual) {
    long others = committed - reserved;
    boolean isFull = committed == Long.MAX_VALUE || actual > Long.MAX_VALUE - others;
    return isFull ? Long.MAX_VALUE : others + actual;
  }

  /** Undoes a {@link #take} whose call was never made. */
  void untake(long amount) {
    replace(amount, 0);
  }

  /** Takes all that is free within {@code limit} out of use, for good. */
  long giveBack(long limit) {
    long free = limit - committed();
    while (free > 0 && !take(free, limit)) {
      free = limit - committed();
    }
    long given = Math.max(0, free);
    count(RETURNED, given);
    return given;
  }

  /** Raises what was granted, for who reads the file. */
  void grant(long total) {
    LONG.setVolatile(memory, at + GRANTED, total);
  }

  long granted() {
    return (long) LONG.getVolatile(memory, at + GRANTED);
  }

  long committed() {
    return (long) LONG.getVolatile(memory, at + COMMITTED);
  }

  long spent() {
    return (long) LONG.getVolatile(memory, at + SPENT);
  }

  long returned() {
    return (long) LONG.getVolatile(memory, at + RETURNED);
  }
}
