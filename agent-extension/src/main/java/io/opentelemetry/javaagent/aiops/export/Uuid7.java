/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Time-ordered ids (RFC 9562, version 7), so that a batch's id tells its age and rows of one batch
 * lie together.
 */
final class Uuid7 {

  private static final int LENGTH = 36;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Uuid7() {}

  static String next(InstantSource clock) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long time = clock.millis() << 16 | VERSION | random.nextInt(1 << 12);
    long rest = VARIANT | random.nextLong() >>> 2;
    return new UUID(time, rest).toString();
  }

  /**
   * An id from outside.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String checked(String id) {
    if (id.length() < LENGTH || millis(id) < 0) {
      throw new IllegalArgumentException("no batch id: " + id);
    }
    return id;
  }

  /** When an id was made, in milliseconds since 1970; a suffix after the id is ignored. */
  static long millis(String id) {
    return UUID.fromString(id.substring(0, LENGTH)).getMostSignificantBits() >>> 16;
  }
}
