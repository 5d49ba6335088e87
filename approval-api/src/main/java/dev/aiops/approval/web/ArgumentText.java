/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aiops.approval.approvals.Arguments;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * Arguments as JSON that a person changes. Characters that are not seen are written as escapes, so
 * that what stands in the form is all there is, and reads back as the same.
 */
final class ArgumentText {

  private static final JsonMapper EXACT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Arguments.DEEPEST + 1)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final StringBuilder text = new StringBuilder();

  private ArgumentText() {}

  /** With a line for each value. */
  static String of(Arguments arguments) {
    ArgumentText written = new ArgumentText();
    written.append(arguments.tree(), 0);
    return written.text.toString();
  }

  /**
   * What a person wrote.
   *
   * @throws IllegalArgumentException saying what is wrong and where
   */
  static Arguments read(String written) {
    try {
      return Arguments.of(EXACT.readTree(written));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The arguments are not JSON"
              + place(e)
              + ": "
              + e.getOriginalMessage().replaceFirst("(?s)\n.*", ""),
          e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }

  private void append(JsonNode value, int level) {
    if (value.isObject() && !value.isEmpty()) {
      appendObject(value, level);
    } else if (value.isArray() && !value.isEmpty()) {
      appendArray(value, level);
    } else {
      text.append(visible(value.isTextual() ? quoted(value.textValue()) : value.toString()));
    }
  }

  private void appendObject(JsonNode object, int level) {
    text.append('{');
    Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      line(level + 1).append(visible(quoted(field.getKey()))).append(": ");
      append(field.getValue(), level + 1);
      text.append(fields.hasNext() ? "," : "");
    }
    line(level).append('}');
  }

  private void appendArray(JsonNode array, int level) {
    text.append('[');
    Iterator<JsonNode> elements = array.elements();
    while (elements.hasNext()) {
      line(level + 1);
      append(elements.next(), level + 1);
      text.append(elements.hasNext() ? "," : "");
    }
    line(level).append(']');
  }

  private StringBuilder line(int level) {
    return text.append('\n').append("  ".repeat(level));
  }

  private static String quoted(String value) {
    return JsonNodeFactory.instance.textNode(value).toString();
  }

  private static String visible(String json) {
    StringBuilder shown = new StringBuilder(json.length());
    json.codePoints().forEach(code -> appendVisible(shown, code));
    return shown.toString();
  }

  private static void appendVisible(StringBuilder shown, int code) {
    if (!Visible.isHidden(code)) {
      shown.appendCodePoint(code);
      return;
    }
    for (char c : Character.toChars(code)) {
      shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
  }
}
