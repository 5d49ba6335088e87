/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * JSON in the one form that RFC 8785 gives it. What a reader with doubles would take for another
 * number is refused, as two different actions would have one hash.
 */
final class CanonicalJson {

  private static final BigDecimal MOST = BigDecimal.valueOf(1L << 53);
  private static final int CONTROL = 0x20;

  private final StringBuilder text = new StringBuilder();

  private CanonicalJson() {}

  static String of(JsonNode value) {
    CanonicalJson json = new CanonicalJson();
    json.append(value);
    return json.text.toString();
  }

  private void append(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> appendObject(value);
      case ARRAY -> appendArray(value);
      case STRING -> appendText(value.textValue());
      case NUMBER -> text.append(number(value.decimalValue()));
      case BOOLEAN, NULL -> text.append(value.asText());
      default -> throw new UnreadableArgumentsException("a value is not JSON");
    }
  }

  private void appendObject(JsonNode object) {
    // by UTF-16 code units, as String compares
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    String separator = "{";
    for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
      text.append(separator);
      appendText(field.getKey());
      text.append(':');
      append(field.getValue());
      separator = ",";
    }
    text.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void appendArray(JsonNode array) {
    text.append('[');
    Iterator<JsonNode> elements = array.elements();
    while (elements.hasNext()) {
      append(elements.next());
      text.append(elements.hasNext() ? "," : "");
    }
    text.append(']');
  }

  private void appendText(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      requireWhole(value, i, c);
      appendCharacter(c);
    }
    text.append('"');
  }

  private static void requireWhole(String value, int at, char c) {
    boolean high = Character.isHighSurrogate(c);
    boolean paired =
        high
            ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
            : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    if (Character.isSurrogate(c) && !paired) {
      throw new UnreadableArgumentsException("a text has half a surrogate pair: it is no Unicode");
    }
  }

  private void appendCharacter(char c) {
    switch (c) {
      case '"' -> text.append("\\\"");
      case '\\' -> text.append("\\\\");
      case '\b' -> text.append("\\b");
      case '\f' -> text.append("\\f");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> text.append(c < CONTROL ? "\\u%04x".formatted((int) c) : String.valueOf(c));
    }
  }

  private static String number(BigDecimal value) {
    double nearest = value.doubleValue();
    boolean whole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    if (Double.isInfinite(nearest) || (whole && value.abs().compareTo(MOST) > 0)) {
      throw new UnreadableArgumentsException(
          "a number is beyond 2^53, where readers round it: send it as text");
    }
    String shortest = shortest(nearest);
    if (new BigDecimal(shortest).compareTo(value) != 0) {
      throw new UnreadableArgumentsException(
          "a number has more digits than a double keeps: send it as text");
    }
    return shortest;
  }

  private static String shortest(double value) {
    try {
      return NumberToJSON.serializeNumber(value);
    } catch (IOException e) {
      throw new IllegalStateException("it is finite", e);
    }
  }
}
