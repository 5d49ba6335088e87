/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A span as the agent exported it: ids are lower hex, an array is a list, an absent parent is
 * empty.
 */
public record AppSpan(
    String name,
    String kind,
    String traceId,
    String id,
    String parentId,
    long startNanos,
    long endNanos,
    boolean failed,
    Map<String, Object> attributes,
    List<Event> events) {

  /** A span event. */
  public record Event(String name, Map<String, Object> attributes) {}

  private static final Set<Object> MODEL_OPERATIONS =
      Set.of("chat", "generate_content", "text_completion", "embeddings");
  private static final List<String> KINDS =
      List.of("Unset", "Internal", "Server", "Client", "Producer", "Consumer");

  static AppSpan of(JsonNode json) {
    List<Event> events = new ArrayList<>();
    json.path("events")
        .forEach(e -> events.add(new Event(e.path("name").asText(), map(e.path("attributes")))));
    return new AppSpan(
        json.path("name").asText(),
        KINDS.get(json.path("kind").asInt()),
        json.path("traceId").asText(),
        json.path("spanId").asText(),
        json.path("parentSpanId").asText(),
        json.path("startTimeUnixNano").asLong(),
        json.path("endTimeUnixNano").asLong(),
        json.path("status").path("code").asInt() == 2,
        map(json.path("attributes")),
        events);
  }

  private static Map<String, Object> map(JsonNode attributes) {
    Map<String, Object> map = new TreeMap<>();
    attributes.forEach(a -> map.put(a.path("key").asText(), value(a.path("value"))));
    return map;
  }

  private static Object value(JsonNode value) {
    if (value.has("intValue")) {
      return value.path("intValue").asLong();
    }
    if (value.has("doubleValue")) {
      return value.path("doubleValue").asDouble();
    }
    if (value.has("boolValue")) {
      return value.path("boolValue").asBoolean();
    }
    if (value.has("arrayValue")) {
      List<Object> values = new ArrayList<>();
      value.path("arrayValue").path("values").forEach(v -> values.add(value(v)));
      return values;
    }
    return value.path("stringValue").asText();
  }

  /** The attribute, or null. */
  public @Nullable Object attribute(String key) {
    return attributes.get(key);
  }

  /** A number the span must have. */
  public double number(String key) {
    return ((Number) Objects.requireNonNull(attributes.get(key), key)).doubleValue();
  }

  /** The HTTP attempts, in order. */
  public List<Event> attempts() {
    return events.stream().filter(e -> e.name().equals("aiops.attempt")).toList();
  }

  /** Whether it is a call to a model. */
  public boolean isModelCall() {
    return MODEL_OPERATIONS.contains(attributes.getOrDefault("gen_ai.operation.name", ""));
  }
}
