/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document, or of the library's objects read as one: a map, a list, a text, a
 * number, a boolean or {@link Binary}. What is not there is a tree without a value.
 */
record Tree(@Nullable Object value) {

  /** Bytes that are no text: their length says nothing of tokens. */
  record Binary(int length) {}

  static final Tree NOTHING = new Tree(null);

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * The JSON document that {@code bytes} are.
   *
   * @throws IOException if they are none
   */
  static Tree ofJson(byte[] bytes) throws IOException {
    try (JsonParser parser = JSON.createParser(bytes)) {
      parser.nextToken();
      Tree read = new Tree(read(parser));
      if (parser.nextToken() != null) {
        throw new IOException("something follows the JSON document");
      }
      return read;
    }
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IOException("the JSON document is empty");
    }
    return switch (token) {
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> readList(parser);
      case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }

  private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, read(parser));
    }
    return object;
  }

  private static List<@Nullable Object> readList(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(parser));
    }
    return list;
  }

  /** The value at the end of {@code path}. */
  Tree at(String... path) {
    Tree here = this;
    for (String name : path) {
      here = here.value instanceof Map<?, ?> map ? new Tree(map.get(name)) : NOTHING;
    }
    return here;
  }

  /** The elements of a list; of anything else none. */
  List<Tree> items() {
    return value instanceof List<?> list ? list.stream().map(Tree::new).toList() : List.of();
  }

  /** The names of an object; of anything else none. */
  @SuppressWarnings("unchecked") // maps are made here and in Pojos, by text
  Set<String> names() {
    return value instanceof Map<?, ?> map ? ((Map<String, ?>) map).keySet() : Set.of();
  }

  /** Whether there is anything: neither nothing nor null nor an empty list or object. */
  boolean isGiven() {
    return value != null
        && !(value instanceof List<?> list && list.isEmpty())
        && !(value instanceof Map<?, ?> map && map.isEmpty());
  }

  /** The text, or null where it is none. */
  @Nullable String text() {
    return value instanceof String text ? text : null;
  }

  String textOrEmpty() {
    return value instanceof String text ? text : "";
  }

  /** The number, or null where it is none or negative. */
  @Nullable Long whole() {
    return value instanceof Number number && number.longValue() >= 0 ? number.longValue() : null;
  }

  /** The number, or null where it is none. */
  @Nullable Double fraction() {
    return value instanceof Number number ? number.doubleValue() : null;
  }

  /** As JSON; bytes that are no text are left out. */
  String json() {
    return new String(bytesOfJson(), UTF_8);
  }

  /** As JSON in UTF-8; bytes that are no text are left out. */
  byte[] bytesOfJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written but to memory
    }
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(json, item);
      }
      json.writeEndArray();
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeScalar(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Number number) {
      json.writeNumber(number.toString());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof String text) {
      json.writeString(text);
    } else {
      json.writeNull();
    }
  }

  /** This object with a number at the end of {@code path}, and all else as it was. */
  Tree with(List<String> path, long number) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    names().forEach(name -> copy.put(name, at(name).value));
    String first = path.get(0);
    Object there = path.size() == 1 ? number : at(first).with(rest(path), number).value;
    copy.put(first, there);
    return new Tree(copy);
  }

  private static List<String> rest(List<String> path) {
    return path.subList(1, path.size());
  }
}
