/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the one form that RFC 8785 gives it: no space, members by the UTF-16 units of their
 * names, strings escaped as little as may be, numbers as {@link CanonicalNumber}. What cannot be
 * told apart has one form; what has two meanings has none.
 */
final class CanonicalJson {

  /** How deep objects and arrays may be inside one another. */
  static final int MOST_DEPTH = 64;

  private static final String SHORT = "\b\t\n\f\r";
  private static final String SHORT_NAMES = "btnfr";

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  /** Maps with names of text, lists, texts, numbers, booleans and null. */
  static String of(Map<?, ?> object) throws UnreadableArgumentsException {
    CanonicalJson json = new CanonicalJson();
    json.object(object, 1);
    return json.text.toString();
  }

  /** A text as a JSON string. */
  static String quoted(String value) throws UnreadableArgumentsException {
    CanonicalJson json = new CanonicalJson();
    json.string(value);
    return json.text.toString();
  }

  private void value(@Nullable Object value, int depth) throws UnreadableArgumentsException {
    if (value instanceof Map<?, ?> object) {
      object(object, depth + 1);
    } else if (value instanceof List<?> list) {
      list(list, depth + 1);
    } else if (value instanceof String string) {
      string(string);
    } else if (value instanceof Number number) {
      text.append(CanonicalNumber.of(CanonicalNumber.exact(number)));
    } else if (value == null || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new UnreadableArgumentsException("a value is a " + value.getClass().getName());
    }
  }

  private void object(Map<?, ?> object, int depth) throws UnreadableArgumentsException {
    check(depth);
    text.append('{');
    String comma = "";
    for (Map.Entry<String, Object> member : sorted(object).entrySet()) {
      text.append(comma);
      string(member.getKey());
      text.append(':');
      value(member.getValue(), depth);
      comma = ",";
    }
    text.append('}');
  }

  /** A String's own order is that of its UTF-16 units. */
  private static Map<String, Object> sorted(Map<?, ?> object) throws UnreadableArgumentsException {
    Map<String, Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new UnreadableArgumentsException("a name in an object is no text");
      }
      sorted.put(name, member.getValue());
    }
    return sorted;
  }

  private void list(List<?> list, int depth) throws UnreadableArgumentsException {
    check(depth);
    text.append('[');
    String comma = "";
    for (Object element : list) {
      text.append(comma);
      value(element, depth);
      comma = ",";
    }
    text.append(']');
  }

  private static void check(int depth) throws UnreadableArgumentsException {
    if (depth > MOST_DEPTH) {
      throw new UnreadableArgumentsException(
          "they are more than " + MOST_DEPTH + " objects and arrays deep");
    }
  }

  private void string(String value) throws UnreadableArgumentsException {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        i = pair(value, i);
      } else {
        character(c);
      }
    }
    text.append('"');
  }

  /** Half a pair has no UTF-8, so different texts would have the same hash. */
  private int pair(String value, int at) throws UnreadableArgumentsException {
    boolean whole =
        at + 1 < value.length()
            && Character.isSurrogatePair(value.charAt(at), value.charAt(at + 1));
    if (!whole) {
      throw new UnreadableArgumentsException("a text has half of a surrogate pair");
    }
    text.append(value, at, at + 2);
    return at + 1;
  }

  private void character(char c) {
    int shorter = SHORT.indexOf(c);
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (shorter >= 0) {
      text.append('\\').append(SHORT_NAMES.charAt(shorter));
    } else if (c < ' ') {
      text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    } else {
      text.append(c);
    }
  }
}
