/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes the primitives of ClickHouse's Native format into a growing buffer.
 *
 * <p>Text is made valid UTF-8 (an unpaired surrogate becomes {@code ?}) and is bounded: a longer
 * value is cut at a code point and ends with {@code …}.
 */
final class NativeWriter {

  /** Bytes of text kept of one value. */
  static final int MAX_TEXT = 1 << 20;

  /** Bytes of one block before compression; a batch of rows that needs more is split. */
  static final int MAX_BLOCK = 16 << 20;

  private static final int KEPT = 2 << 20;
  private static final byte[] CUT = "…".getBytes(UTF_8);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final int maxSize;
  private byte[] bytes;
  private int size;
  private int maxText = MAX_TEXT;

  NativeWriter() {
    this(MAX_BLOCK);
  }

  NativeWriter(int maxSize) {
    this.maxSize = maxSize;
    bytes = new byte[4096];
  }

  /** Forgets what was written, and gives back the memory of an unusually large block. */
  void clear() {
    size = 0;
    if (bytes.length > KEPT) {
      bytes = new byte[4096];
    }
  }

  /** Bounds each text written from now on. */
  void maxText(int bytesOfText) {
    maxText = bytesOfText;
  }

  int size() {
    return size;
  }

  /** The buffer itself; valid up to {@link #size()} and until the next write. */
  byte[] buffer() {
    return bytes;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  void uint8(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  void int64(long value) {
    room(8);
    LONG.set(bytes, size, value);
    size += 8;
  }

  void varUInt(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  void string(String value) {
    if (value.length() > maxText) {
      cutString(value.substring(0, maxText).getBytes(UTF_8));
      return;
    }
    byte[] text = value.getBytes(UTF_8);
    if (text.length > maxText) {
      cutString(text);
      return;
    }
    varUInt(text.length);
    raw(text, 0, text.length);
  }

  void append(NativeWriter other) {
    raw(other.bytes, 0, other.size);
  }

  void raw(byte[] from, int offset, int length) {
    room(length);
    System.arraycopy(from, offset, bytes, size, length);
    size += length;
  }

  private void cutString(byte[] text) {
    int end = Math.min(text.length, Math.max(0, maxText - CUT.length));
    while (end > 0 && end < text.length && (text[end] & 0xC0) == 0x80) {
      end--;
    }
    varUInt(end + CUT.length);
    raw(text, 0, end);
    raw(CUT, 0, CUT.length);
  }

  private void room(int more) {
    long needed = (long) size + more;
    if (needed > maxSize) {
      throw new BlockTooLargeException();
    }
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(maxSize, Math.max(needed, 2L * bytes.length)));
    }
  }

  /** The rows do not fit one block: fewer of them, or shorter text, may. */
  static final class BlockTooLargeException extends RuntimeException {
    BlockTooLargeException() {
      super("block over the size limit", null, false, false);
    }
  }
}
