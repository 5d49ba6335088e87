/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import io.opentelemetry.javaagent.aiops.approval.UnreadableArgumentsException;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copied values as what JSON has. */
final class JsonValues {

  private JsonValues() {}

  static @Nullable Object of(@Nullable Object value) throws UnreadableArgumentsException {
    if (value == null || value instanceof Boolean || value instanceof Number) {
      return value;
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value instanceof Collection<?> collection) {
      return list(collection.toArray());
    } else if (value.getClass().isArray()) {
      return list(value);
    }
    return value instanceof Record ? record(value) : value.toString();
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map)
      throws UnreadableArgumentsException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.put(String.valueOf(of(entry.getKey())), of(entry.getValue()));
    }
    if (json.size() != map.size()) {
      throw new UnreadableArgumentsException("two keys of one look the same");
    }
    return json;
  }

  private static List<@Nullable Object> list(Object array) throws UnreadableArgumentsException {
    List<@Nullable Object> json = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      json.add(of(Array.get(array, i)));
    }
    return json;
  }

  private static Map<String, @Nullable Object> record(Object record)
      throws UnreadableArgumentsException {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      json.put(component.getName(), of(Copies.part(record, component)));
    }
    return json;
  }
}
