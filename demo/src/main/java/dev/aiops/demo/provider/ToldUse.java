/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

/** Tokens as an answer tells them, which a faulty provider may get wrong. */
record ToldUse(long input, long cached, long output, long reasoning, long written, long hour) {

  static ToldUse of(TokenUse use) {
    return new ToldUse(
        use.input(), use.cached(), use.output(), use.reasoning(), use.written(), use.hour());
  }

  /** Reads {@code input/cached/output/reasoning}, and {@code /written/hour} as far as there. */
  static ToldUse parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length < 4 || parts.length > 6) {
      throw new IllegalArgumentException(
          "usage must be input/cached/output/reasoning, then maybe /written or /written/hour: "
              + text);
    }
    return new ToldUse(
        Long.parseLong(parts[0]),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]),
        Long.parseLong(parts[3]),
        parts.length > 4 ? Long.parseLong(parts[4]) : 0,
        parts.length > 5 ? Long.parseLong(parts[5]) : 0);
  }

  TokenUse use() {
    return new TokenUse(input, cached, output, reasoning, written, hour);
  }

  /** Input that the cache neither gave nor got. */
  long plain() {
    return input - cached - written;
  }

  long total() {
    return input + output;
  }
}
