/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The value a scanner is at. One instance per scanner, valid only during the callback. Keeps a
 * bounded prefix of a string and counts the rest.
 */
final class JsonToken {

  enum Kind {
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    OBJECT,
    ARRAY
  }

  private static final int NUMBER_BYTES = 40;

  private Kind kind = Kind.NULL;
  private byte[] kept = new byte[64];
  private int length;
  private int limit;
  private boolean overflowed;
  private boolean empty;
  private long chars;
  private long start;
  private long end;

  Kind kind() {
    return kind;
  }

  /** Characters of the string, those not kept included. */
  long chars() {
    return chars;
  }

  /** Offset of the value's first byte in the document. */
  long start() {
    return start;
  }

  /** Offset after the value's last byte. */
  long end() {
    return end;
  }

  /** Whether a container has nothing in it. */
  boolean empty() {
    return empty;
  }

  /** The string, or the beginning of it. */
  String text() {
    String raw = new String(kept, 0, length, StandardCharsets.UTF_8);
    if (overflowed && raw.endsWith("\uFFFD")) {
      raw = raw.substring(0, raw.length() - 1);
    }
    return raw.indexOf('\\') < 0 ? raw : JsonEscapes.decode(raw);
  }

  /** Whether it is a string written as just these ASCII characters, without escapes. */
  boolean is(String ascii) {
    if (kind != Kind.STRING || overflowed || length != ascii.length()) {
      return false;
    }
    int same = 0;
    while (same < length && kept[same] == ascii.charAt(same)) {
      same++;
    }
    return same == length;
  }

  /** Whether it is one of these, as by {@link #is}. */
  boolean isAny(String[] ascii) {
    for (String one : ascii) {
      if (is(one)) {
        return true;
      }
    }
    return false;
  }

  /** The number where it is a whole one that fits, else {@code otherwise}. */
  long asLong(long otherwise) {
    if (kind != Kind.NUMBER || overflowed) {
      return otherwise;
    }
    try {
      return Long.parseLong(raw());
    } catch (NumberFormatException e) {
      return wholeNumber(otherwise);
    }
  }

  /** The number, or {@code NaN} where it is none. */
  double asDouble() {
    if (kind != Kind.NUMBER || overflowed) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(raw());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private long wholeNumber(long otherwise) {
    double value = asDouble();
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? (long) value : otherwise;
  }

  private String raw() {
    return new String(kept, 0, length, StandardCharsets.ISO_8859_1);
  }

  void beginString(long offset, int keep) {
    begin(Kind.STRING, offset, keep);
  }

  void beginNumber(long offset, boolean wanted) {
    begin(Kind.NUMBER, offset, wanted ? NUMBER_BYTES : 0);
  }

  void begin(Kind kind, long offset, int keep) {
    this.kind = kind;
    this.start = offset;
    this.end = offset;
    this.length = 0;
    this.limit = keep;
    this.overflowed = false;
    this.chars = 0;
  }

  void containerEnded(Kind kind, boolean empty, long start, long end) {
    begin(kind, start, 0);
    this.empty = empty;
    this.end = end;
  }

  void ended(long end) {
    this.end = end;
  }

  void counted(long more) {
    chars += more;
  }

  void keep(byte[] bytes, int from, int to) {
    int room = Math.min(to - from, limit - length);
    overflowed |= room < to - from;
    if (room <= 0) {
      return;
    }
    if (length + room > kept.length) {
      kept = Arrays.copyOf(kept, Math.min(limit, Math.max(length + room, kept.length * 2)));
    }
    System.arraycopy(bytes, from, kept, length, room);
    length += room;
  }

  boolean overflowed() {
    return overflowed;
  }
}
