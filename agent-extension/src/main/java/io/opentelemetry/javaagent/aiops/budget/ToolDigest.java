/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 of a tool and its arguments, whatever the order of fields and the spaces in these. */
final class ToolDigest {

  private static final JsonFactory JSON = new JsonFactory();

  private ToolDigest() {}

  static ByteBuffer of(String tool, String arguments) {
    StringBuilder text = new StringBuilder();
    append(text, tool);
    text.append(canonical(arguments));
    return ByteBuffer.wrap(sha256().digest(text.toString().getBytes(UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static String canonical(String arguments) {
    try (JsonParser parser = JSON.createParser(arguments)) {
      if (parser.nextToken() != null) {
        String value = value(parser);
        return parser.nextToken() == null ? value : arguments;
      }
    } catch (IOException e) {
      return arguments; // a model may write what is no JSON, and repeat it
    }
    return arguments;
  }

  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> append(new StringBuilder(), parser.getText()).toString();
      default -> parser.getText();
    };
  }

  private static String object(JsonParser parser) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    StringBuilder text = new StringBuilder("{");
    fields.forEach((name, value) -> append(text, name).append(value).append(','));
    return text.append('}').toString();
  }

  private static String array(JsonParser parser) throws IOException {
    StringBuilder text = new StringBuilder("[");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      text.append(value(parser)).append(',');
    }
    return text.append(']').toString();
  }

  /** With its length, so that no text can be taken for what surrounds it. */
  private static StringBuilder append(StringBuilder to, String text) {
    return to.append('"').append(text.length()).append(':').append(text);
  }
}
