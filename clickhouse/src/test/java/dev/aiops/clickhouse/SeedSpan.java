/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A span to put into {@code otel_traces}, as the agent or another source would have sent it. */
public final class SeedSpan {

  private final String trace;
  private final String id;
  private String parent = "";
  private String name = "span";
  private String kind = "Internal";
  private String service = "shop";
  private String scope = "dev.aiops";
  private String state = "";
  private Instant start = Instant.EPOCH;
  private Duration duration = Duration.ofMillis(100);
  private String status = "Unset";
  private String message = "";
  private String batch = "";
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, String> resource = new LinkedHashMap<>();
  private final List<String> eventNames = new ArrayList<>();
  private final List<Map<String, String>> eventAttributes = new ArrayList<>();

  private SeedSpan(String trace, String id) {
    this.trace = trace;
    this.id = id;
  }

  public static SeedSpan of(String trace, String id) {
    return new SeedSpan(trace, id);
  }

  /** A priced model call. */
  public static SeedSpan chat(String trace, String id, String model, String costUsd) {
    return of(trace, id)
        .name("chat " + model)
        .kind("Client")
        .with("gen_ai.operation.name", "chat")
        .with("gen_ai.provider.name", "openai")
        .with("gen_ai.request.model", model)
        .with("aiops.cost.status", "priced")
        .with("aiops.cost.usd", costUsd);
  }

  public SeedSpan parent(String value) {
    parent = value;
    return this;
  }

  public SeedSpan name(String value) {
    name = value;
    return this;
  }

  public SeedSpan kind(String value) {
    kind = value;
    return this;
  }

  public SeedSpan service(String value) {
    service = value;
    return this;
  }

  public SeedSpan scope(String value) {
    scope = value;
    return this;
  }

  public SeedSpan state(String value) {
    state = value;
    return this;
  }

  public SeedSpan start(Instant value) {
    start = value;
    return this;
  }

  public SeedSpan start(String utc) {
    return start(LocalDateTime.parse(utc).toInstant(ZoneOffset.UTC));
  }

  public SeedSpan duration(Duration value) {
    duration = value;
    return this;
  }

  public SeedSpan failed(String errorType, String errorMessage) {
    status = "Error";
    message = errorMessage;
    return with("error.type", errorType);
  }

  public SeedSpan batch(String value) {
    batch = value;
    return this;
  }

  public SeedSpan with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  public SeedSpan without(String attribute) {
    attributes.remove(attribute);
    return this;
  }

  public SeedSpan resource(String attribute, String value) {
    resource.put(attribute, value);
    return this;
  }

  public SeedSpan run(String runId) {
    return with("aiops.run.id", runId);
  }

  public SeedSpan root() {
    return with("aiops.run.root", "true");
  }

  /** An event aiops.attempt with attributes given as name, value, name, value … */
  public SeedSpan attempt(String... namesAndValues) {
    return event("aiops.attempt", namesAndValues);
  }

  /** An event with attributes given as name, value, name, value … */
  public SeedSpan event(String name, String... namesAndValues) {
    Map<String, String> event = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      event.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    eventNames.add(name);
    eventAttributes.add(event);
    return this;
  }

  /** One insert by the ingest user. */
  public static void insert(ClickHouse ingest, SeedSpan... spans) {
    ingest.execute(
        """
        INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName, ResourceAttributes,
          ScopeName, ScopeVersion, SpanAttributes, Duration, StatusCode, StatusMessage, Events.Timestamp, Events.Name, Events.Attributes, BatchId)
        VALUES
        """
            + List.of(spans).stream().map(SeedSpan::values).collect(Collectors.joining(",\n")),
        Map.of("async_insert", "0"));
  }

  private String values() {
    String times = list(eventNames.stream().map(name -> time(start)));
    String names = list(eventNames.stream().map(SeedSpan::text));
    String maps = list(eventAttributes.stream().map(SeedSpan::map));
    return "("
        + String.join(
            ", ",
            time(start),
            text(trace),
            text(id),
            text(parent),
            text(state),
            text(name),
            text(kind),
            text(service),
            map(resource),
            text(scope),
            "''",
            map(attributes),
            Long.toString(duration.toNanos()),
            text(status),
            text(message),
            times,
            names,
            maps,
            text(batch))
        + ")";
  }

  private static String list(Stream<String> values) {
    return values.collect(Collectors.joining(", ", "[", "]"));
  }

  static String time(Instant at) {
    return "toDateTime64('"
        + at.atOffset(ZoneOffset.UTC).toLocalDateTime().toString().replace('T', ' ')
        + "', 9, 'UTC')";
  }

  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> text(e.getKey()) + ", " + text(e.getValue()))
        .collect(Collectors.joining(", ", "map(", ")"));
  }
}
