/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import org.jspecify.annotations.Nullable;

/** How long texts are in UTF-8, without encoding them. */
public final class Utf8 {

  private Utf8() {}

  /** Bytes of {@code text}, 0 for null. Half a surrogate pair counts as a character of three. */
  public static long length(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += more(text, i, c);
      }
    }
    return bytes;
  }

  /** Bytes beyond the one for the character: the second half of a pair is the fourth of four. */
  private static int more(String text, int i, char c) {
    if (c < 0x800) {
      return 1;
    }
    boolean second =
        Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    return second ? 0 : 2;
  }
}
