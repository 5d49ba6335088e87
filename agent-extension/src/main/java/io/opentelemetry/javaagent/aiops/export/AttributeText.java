/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * Attribute values as the text that the Collector's exporter stores in a {@code Map(…, String)}
 * column (pdata's {@code Value.AsString}): strings as they are, numbers as ECMAScript prints them,
 * bytes as Base64, lists and maps as the JSON Go's encoder writes. Rows of the agent and of a
 * Collector thus compare equal.
 */
final class AttributeText {

  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private AttributeText() {}

  /** The text of a value held by {@code Attributes}. */
  static String of(Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Double number) {
      return ofDouble(number);
    }
    if (value instanceof Value<?> any) {
      return ofValue(any);
    }
    return value instanceof List<?> ? json(value) : value.toString();
  }

  private static String ofValue(Value<?> value) {
    return switch (value.getType()) {
      case STRING -> (String) value.getValue();
      case BOOLEAN, LONG -> value.getValue().toString();
      case DOUBLE -> ofDouble((Double) value.getValue());
      case BYTES -> base64((ByteBuffer) value.getValue());
      case ARRAY, KEY_VALUE_LIST -> json(value);
      case EMPTY -> "";
    };
  }

  static String ofDouble(double value) {
    if (Double.isNaN(value)) {
      return "json: unsupported value: NaN";
    }
    if (Double.isInfinite(value)) {
      return "json: unsupported value: " + (value > 0 ? "+Inf" : "-Inf");
    }
    return value == 0 ? (1 / value < 0 ? "-0" : "0") : decimal(value);
  }

  private static String decimal(double value) {
    BigDecimal number = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double magnitude = Math.abs(value);
    return magnitude < 1e-6 || magnitude >= 1e21 ? scientific(number) : number.toPlainString();
  }

  private static String scientific(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - number.scale();
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }

  private static String base64(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }

  private static String json(Object value) {
    StringBuilder out = new StringBuilder();
    // Go's encoder writes nothing at all when one number is not finite
    return json(out, value) ? out.toString() : "";
  }

  private static boolean json(StringBuilder out, Object value) {
    if (value instanceof Value<?> any) {
      return jsonOfValue(out, any);
    }
    if (value instanceof List<?> list) {
      return jsonArray(out, list);
    }
    if (value instanceof Double number) {
      out.append(ofDouble(number));
      return Double.isFinite(number);
    }
    if (value instanceof String text) {
      quote(out, text);
    } else {
      out.append(value);
    }
    return true;
  }

  private static boolean jsonOfValue(StringBuilder out, Value<?> value) {
    return switch (value.getType()) {
      case KEY_VALUE_LIST -> jsonObject(out, (List<?>) value.getValue());
      case BYTES -> json(out, base64((ByteBuffer) value.getValue()));
      case EMPTY -> {
        out.append("null");
        yield true;
      }
      default -> json(out, value.getValue());
    };
  }

  private static boolean jsonArray(StringBuilder out, List<?> list) {
    boolean finite = true;
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ",");
      finite &= json(out, list.get(i));
    }
    out.append(']');
    return finite;
  }

  private static boolean jsonObject(StringBuilder out, List<?> entries) {
    boolean finite = true;
    out.append('{');
    for (int i = 0; i < entries.size(); i++) {
      KeyValue entry = (KeyValue) entries.get(i);
      quote(out.append(i == 0 ? "" : ","), entry.getKey());
      finite &= json(out.append(':'), entry.getValue());
    }
    out.append('}');
    return finite;
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      quote(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void quote(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '<', '>', '&', '\u2028', '\u2029' -> escape(out, c);
      default -> {
        if (c < ' ') {
          escape(out, c);
        } else {
          out.append(c);
        }
      }
    }
  }

  private static void escape(StringBuilder out, char c) {
    out.append("\\u")
        .append(HEX[c >> 12])
        .append(HEX[c >> 8 & 15])
        .append(HEX[c >> 4 & 15])
        .append(HEX[c & 15]);
  }
}
