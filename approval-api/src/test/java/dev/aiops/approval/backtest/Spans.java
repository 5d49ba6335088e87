/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.clickhouse.ClickHouse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A span of service desk to put into the log, as the agent sends it. */
public final class Spans {

  private static final String COLUMNS =
      "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ServiceName, ResourceAttributes,"
          + " ScopeName, SpanAttributes) VALUES ";

  private final String time;
  private final String id;
  private String service = "desk";
  private String scope = "dev.aiops";
  private final Map<String, String> attributes = new LinkedHashMap<>();

  private Spans(String time, String id, String run) {
    this.time = time;
    this.id = id;
    with("aiops.run.id", run);
  }

  /** A model call; without a cost where that is empty. */
  public static Spans chat(String utc, String id, String run, String agent, String usd) {
    Spans span =
        new Spans(utc, id, run)
            .with("gen_ai.operation.name", "chat")
            .with("gen_ai.provider.name", "openai")
            .with("gen_ai.request.model", "gpt-5")
            .with("gen_ai.agent.name", agent);
    return usd.isEmpty()
        ? span
        : span.with("aiops.cost.status", "priced").with("aiops.cost.usd", usd);
  }

  /** A tool call. */
  static Spans tool(String utc, String id, String run, String name) {
    return new Spans(utc, id, run)
        .with("gen_ai.operation.name", "execute_tool")
        .with("gen_ai.tool.name", name);
  }

  Spans service(String value) {
    service = value;
    return this;
  }

  /** The instrumentation that made it. */
  Spans scope(String value) {
    scope = value;
    return this;
  }

  public Spans with(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Puts them there, in the order given. */
  public static void insert(ClickHouse ingest, Spans... spans) {
    String values =
        Arrays.stream(spans).map(Spans::values).collect(Collectors.joining(",", COLUMNS, ""));
    ingest.execute(values, Map.of("async_insert", "0"));
  }

  /** Arguments of a tool call, as they are kept where that is switched on. */
  static void arguments(ClickHouse ingest, String utc, String id, String text) {
    ingest.execute(
        "INSERT INTO message_content (Timestamp, TraceId, SpanId, Part, Content) VALUES ("
            + row(List.of(text(utc), text("trace"), text(id), text("tool.arguments"), text(text))),
        Map.of("async_insert", "0"));
  }

  private String values() {
    String resource = "map('service.instance.id', 'i1')";
    return "("
        + row(
            List.of(
                text(time), text("trace"), text(id), text(service), resource, text(scope), map()));
  }

  private String map() {
    return attributes.entrySet().stream()
        .map(each -> text(each.getKey()) + ", " + text(each.getValue()))
        .collect(Collectors.joining(", ", "map(", ")"));
  }

  private static String row(List<String> values) {
    return String.join(", ", values) + ")";
  }

  private static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
