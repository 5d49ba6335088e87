/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads arguments as everybody must read them: one object, no name twice, no number that is not the
 * same everywhere. A lenient reader would show a person one thing and run another. Members stay in
 * the order of the text, so that a tool gets them as a person read them.
 */
final class StrictJson {

  /** Bytes of UTF-8 that arguments may have: 64 KiB. */
  static final int MOST_BYTES = 64 << 10;

  private static final BigInteger MOST_INTEGER = BigInteger.ONE.shiftLeft(53);

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  /** The object that {@code text} is; no text at all is an object without members. */
  static Map<String, @Nullable Object> object(String text) throws UnreadableArgumentsException {
    if (text.length() > MOST_BYTES || text.getBytes(UTF_8).length > MOST_BYTES) {
      throw new UnreadableArgumentsException("they are more than " + MOST_BYTES + " bytes");
    }
    if (text.isBlank()) {
      return Map.of();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      return new StrictJson(parser).document();
    } catch (IOException e) {
      throw new UnreadableArgumentsException("they are not JSON, or a name is in it twice");
    }
  }

  private Map<String, @Nullable Object> document()
      throws IOException, UnreadableArgumentsException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableArgumentsException("they are no JSON object");
    }
    Map<String, @Nullable Object> object = object(1);
    if (parser.nextToken() != null) {
      throw new UnreadableArgumentsException("something follows the JSON object");
    }
    return object;
  }

  private Map<String, @Nullable Object> object(int depth)
      throws IOException, UnreadableArgumentsException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(depth));
    }
    return object;
  }

  private List<@Nullable Object> list(int depth) throws IOException, UnreadableArgumentsException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(depth));
    }
    return list;
  }

  private @Nullable Object value(int depth) throws IOException, UnreadableArgumentsException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      check(depth + 1);
      return token == JsonToken.START_OBJECT ? object(depth + 1) : list(depth + 1);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      return integer(parser.getBigIntegerValue());
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return Double.parseDouble(parser.getText());
    } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return parser.getBooleanValue();
    }
    return token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  /** Before it is a double: rounding would hide how great it was. */
  private static double integer(BigInteger value) throws UnreadableArgumentsException {
    if (value.abs().compareTo(MOST_INTEGER) > 0) {
      throw new UnreadableArgumentsException(
          "an integer is beyond 2^53 and not the same number everywhere; give it as a string");
    }
    return value.doubleValue();
  }

  private static void check(int depth) throws UnreadableArgumentsException {
    if (depth > CanonicalJson.MOST_DEPTH) {
      throw new UnreadableArgumentsException(
          "they are more than " + CanonicalJson.MOST_DEPTH + " objects and arrays deep");
    }
  }
}
