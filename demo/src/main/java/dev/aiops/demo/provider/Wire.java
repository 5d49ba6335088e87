/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.nio.charset.StandardCharsets;

/** Text to bytes, with a way to say bytes that are no text. */
final class Wire {

  /** A private-use character that leaves as {@code C3 28}, which is not UTF-8. */
  static final String BAD_BYTES = "\uE000";

  private Wire() {}

  static byte[] bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return text.contains(BAD_BYTES) ? spoiled(bytes) : bytes;
  }

  private static byte[] spoiled(byte[] bytes) {
    byte[] out = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean mark =
          bytes[i] == (byte) 0xEE && bytes[i + 1] == (byte) 0x80 && bytes[i + 2] == (byte) 0x80;
      out[length++] = mark ? (byte) 0xC3 : bytes[i];
      if (!mark) continue;
      out[length++] = 0x28;
      i += 2;
    }
    return java.util.Arrays.copyOf(out, length);
  }
}
