/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Nano-USD on the wire: a JSON string of digits. As a number it would be rounded, without a word,
 * by every reader that keeps numbers as doubles, above 2^53 nano-USD, which is some nine million
 * dollars.
 */
record Nanos(long value) {

  private static final Pattern DIGITS = Pattern.compile("0|[1-9][0-9]{0,17}");

  @JsonCreator
  static Nanos read(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "is not an amount: write nano-USD as a string of up to 18 digits");
    }
    return new Nanos(Long.parseLong(text));
  }

  static @Nullable Nanos of(@Nullable Long nanos) {
    return nanos == null ? null : new Nanos(nanos);
  }

  @JsonValue
  String text() {
    return Long.toString(value);
  }
}
