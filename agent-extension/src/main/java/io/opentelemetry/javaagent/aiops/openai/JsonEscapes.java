/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

/** Decodes the escapes of a JSON string; one that was cut off or is no escape is dropped. */
final class JsonEscapes {

  private static final String LETTERS = "\"\\/bfnrt";
  private static final String MEANINGS = "\"\\/\b\f\n\r\t";

  private JsonEscapes() {}

  static String decode(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      at = c == '\\' ? escape(raw, at + 1, text) : plain(c, at, text);
    }
    return text.toString();
  }

  private static int plain(char c, int at, StringBuilder text) {
    text.append(c);
    return at + 1;
  }

  private static int escape(String raw, int at, StringBuilder text) {
    if (at >= raw.length()) {
      return at;
    }
    if (raw.charAt(at) == 'u') {
      return unicode(raw, at + 1, text);
    }
    int letter = LETTERS.indexOf(raw.charAt(at));
    if (letter >= 0) {
      text.append(MEANINGS.charAt(letter));
    }
    return at + 1;
  }

  private static int unicode(String raw, int at, StringBuilder text) {
    int end = at + 4;
    if (end > raw.length()) {
      return raw.length();
    }
    try {
      text.append((char) Integer.parseInt(raw, at, end, 16));
      return end;
    } catch (NumberFormatException e) {
      return at;
    }
  }
}
