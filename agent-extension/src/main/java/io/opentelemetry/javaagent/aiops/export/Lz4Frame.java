/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.Arrays;

/**
 * Parts of an LZ4 frame, which is what {@code Content-Encoding: lz4} means to ClickHouse: a head,
 * any number of blocks that do not refer to each other, an end. Blocks compressed at different
 * times can so be joined into one body as they are. Not thread-safe.
 */
final class Lz4Frame {

  /** Version 1, independent blocks of at most 256 KiB, no checksums; the last byte checks it. */
  private static final byte[] HEAD = {0x04, 0x22, 0x4D, 0x18, 0x60, 0x50, (byte) 0xFB};

  private static final byte[] END = {0, 0, 0, 0};
  private static final int BLOCK = 256 << 10;
  private static final int STORED = 1 << 31;

  private final Lz4 lz4 = new Lz4();
  private byte[] buffer = new byte[4096];
  private int size;

  static byte[] head() {
    return HEAD.clone();
  }

  static byte[] end() {
    return END.clone();
  }

  /** Compresses bytes to blocks of a frame. */
  byte[] blocks(byte[] source, int length) {
    size = 0;
    for (int from = 0; from < length; from += BLOCK) {
      block(source, from, Math.min(BLOCK, length - from));
    }
    byte[] blocks = Arrays.copyOf(buffer, size);
    buffer = buffer.length > 4 * BLOCK ? new byte[4096] : buffer;
    return blocks;
  }

  private void block(byte[] source, int from, int length) {
    room(4 + Lz4.worstCase(length));
    int compressed = lz4.compress(source, from, length, buffer, size + 4);
    if (compressed < length) {
      blockSize(compressed);
      size += compressed;
    } else {
      blockSize(length | STORED);
      System.arraycopy(source, from, buffer, size, length);
      size += length;
    }
  }

  private void blockSize(int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
    }
  }
}
