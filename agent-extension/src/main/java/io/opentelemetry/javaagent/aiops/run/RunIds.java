/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Run ids: UUIDs of version 7 (RFC 9562), which sort by the millisecond they were made in. They
 * name a run and protect nothing, so the random bits need not be secret.
 */
final class RunIds {

  private static final int LENGTH = 36;

  private final InstantSource clock;

  RunIds(InstantSource clock) {
    this.clock = clock;
  }

  String next() {
    return of(clock.millis(), ThreadLocalRandom.current());
  }

  static String of(long epochMillis, RandomGenerator random) {
    long high = epochMillis << 16 | 0x7000 | (random.nextLong() & 0x0fff);
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low).toString();
  }

  /** Whether {@code text} can be a run id: another service sent it, so it may be anything. */
  static boolean valid(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (!validAt(i, text.charAt(i))) {
        return false;
      }
    }
    return text.charAt(14) == '7';
  }

  private static boolean validAt(int index, char c) {
    boolean dash = index == 8 || index == 13 || index == 18 || index == 23;
    return dash ? c == '-' : (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
