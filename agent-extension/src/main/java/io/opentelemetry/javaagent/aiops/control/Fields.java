/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object, whose unknown fields do no harm. */
final class Fields {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NANOS = Pattern.compile("0|[1-9][0-9]{0,18}");

  private final String where;
  private final Map<?, ?> values;

  private Fields(String where, Map<?, ?> values) {
    this.where = where;
    this.values = values;
  }

  /** Reads a text that is one object. */
  static Fields read(String text) throws ContractException {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (value instanceof Map<?, ?> object && parser.nextToken() == null) {
        return new Fields("", object);
      }
    } catch (IOException e) {
      throw new ContractException("the answer is not JSON");
    }
    throw new ContractException("the answer is no JSON object");
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(parser);
    } else if (token == JsonToken.START_ARRAY) {
      return list(parser);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      return parser.getDoubleValue();
    } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return parser.getBooleanValue();
    }
    return token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }

  String text(String name) throws ContractException {
    return as(String.class, name);
  }

  @Nullable String textOrNull(String name) throws ContractException {
    return isNull(name) ? null : text(name);
  }

  boolean flag(String name) throws ContractException {
    return as(Boolean.class, name);
  }

  long number(String name) throws ContractException {
    long number = as(Long.class, name);
    if (number < 0) {
      throw wrong(name);
    }
    return number;
  }

  @Nullable Long numberOrNull(String name) throws ContractException {
    return isNull(name) ? null : Long.valueOf(number(name));
  }

  /** Nano-USD. */
  long nanos(String name) throws ContractException {
    String text = text(name);
    if (!NANOS.matcher(text).matches()) {
      throw wrong(name);
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw wrong(name);
    }
  }

  @Nullable Long nanosOrNull(String name) throws ContractException {
    return isNull(name) ? null : Long.valueOf(nanos(name));
  }

  Fields object(String name) throws ContractException {
    return new Fields(where + name + ".", as(Map.class, name));
  }

  @Nullable Fields objectOrNull(String name) throws ContractException {
    return isNull(name) ? null : object(name);
  }

  /** The object as it was read. */
  Map<?, ?> values() {
    return values;
  }

  String textOrEmpty(String name) throws ContractException {
    return isNull(name) ? "" : text(name);
  }

  List<Fields> objects(String name) throws ContractException {
    List<Fields> objects = new ArrayList<>();
    for (Object element : as(List.class, name)) {
      if (!(element instanceof Map<?, ?> object)) {
        throw wrong(name);
      }
      objects.add(new Fields(where + name + ".", object));
    }
    return objects;
  }

  List<String> texts(String name) throws ContractException {
    List<String> texts = new ArrayList<>();
    for (Object element : as(List.class, name)) {
      if (!(element instanceof String text)) {
        throw wrong(name);
      }
      texts.add(text);
    }
    return texts;
  }

  private boolean isNull(String name) throws ContractException {
    if (!values.containsKey(name)) {
      throw wrong(name);
    }
    return values.get(name) == null;
  }

  private <T> T as(Class<T> type, String name) throws ContractException {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name);
    }
    return type.cast(value);
  }

  ContractException wrong(String name) {
    return new ContractException("the answer's field " + where + name + " is missing or wrong");
  }
}
