/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses to LZ4's block format, greedily and with one hash table, as its reference
 * implementation does at level 1.
 *
 * <p>Own code because the libraries bring native code or {@code sun.misc.Unsafe} into the app's
 * process, which newer JVMs warn about; RATIONALE.md has the figures. Not thread-safe.
 */
final class Lz4 {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MIN_MATCH = 4;

  /** The format wants the last five bytes literal and no match to start in the last twelve. */
  private static final int LAST_LITERALS = 5;

  private static final int MATCH_LIMIT = 12;
  private static final int MAX_OFFSET = 65535;
  private static final int HASH_BITS = 13;

  /** Of this many failed looks each further one steps a byte more: random data costs little. */
  private static final int SKIP_AFTER = 6;

  private final int[] table = new int[1 << HASH_BITS];

  private byte[] src = {};
  private byte[] dst = {};
  private int end;
  private int to;

  /** The most a block can take that does not compress. */
  static int worstCase(int length) {
    return length + length / 255 + 16;
  }

  /**
   * Compresses {@code length} bytes.
   *
   * @param target has room for {@link #worstCase} from {@code targetOffset}
   * @return bytes written
   */
  int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    src = source;
    dst = target;
    end = offset + length;
    to = targetOffset;
    Arrays.fill(table, offset - MAX_OFFSET - 1);
    int anchor = length > MATCH_LIMIT ? matches(offset) : offset;
    literals(anchor, end - anchor, 0);
    src = new byte[0];
    dst = src;
    return to - targetOffset;
  }

  /** Writes all sequences that have a match and returns where the last literals begin. */
  private int matches(int offset) {
    int limit = end - MATCH_LIMIT;
    int anchor = offset;
    int at = offset;
    int looks = 1 << SKIP_AFTER;
    while (at <= limit) {
      int found = look(at);
      if (found < 0) {
        at += looks++ >>> SKIP_AFTER;
        continue;
      }
      int length = MIN_MATCH + common(found + MIN_MATCH, at + MIN_MATCH);
      sequence(anchor, at, at - found, length);
      at += length;
      anchor = at;
      looks = 1 << SKIP_AFTER;
    }
    return anchor;
  }

  /** Remembers this place and returns an earlier one with the same four bytes, or -1. */
  private int look(int at) {
    int word = (int) INT.get(src, at);
    int slot = (word * -1640531535) >>> (32 - HASH_BITS);
    int earlier = table[slot];
    table[slot] = at;
    return at - earlier <= MAX_OFFSET && (int) INT.get(src, earlier) == word ? earlier : -1;
  }

  private int common(int earlier, int later) {
    int limit = end - LAST_LITERALS;
    int a = earlier;
    int b = later;
    while (b + 8 <= limit) {
      long difference = (long) LONG.get(src, a) ^ (long) LONG.get(src, b);
      if (difference != 0) {
        return b - later + (Long.numberOfTrailingZeros(difference) >>> 3);
      }
      a += 8;
      b += 8;
    }
    while (b < limit && src[a] == src[b]) {
      a++;
      b++;
    }
    return b - later;
  }

  private void sequence(int anchor, int at, int offset, int length) {
    int more = length - MIN_MATCH;
    literals(anchor, at - anchor, Math.min(more, 15));
    dst[to++] = (byte) offset;
    dst[to++] = (byte) (offset >>> 8);
    if (more >= 15) {
      extend(more - 15);
    }
  }

  private void literals(int from, int length, int matchToken) {
    dst[to++] = (byte) (Math.min(length, 15) << 4 | matchToken);
    if (length >= 15) {
      extend(length - 15);
    }
    System.arraycopy(src, from, dst, to, length);
    to += length;
  }

  private void extend(int length) {
    int rest = length;
    while (rest >= 255) {
      dst[to++] = (byte) 255;
      rest -= 255;
    }
    dst[to++] = (byte) rest;
  }
}
