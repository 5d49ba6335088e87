/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import dev.aiops.clickhouse.ClickHouse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Inserts spans as the Collector's ClickHouse exporter does: its columns, in its order, as
 * parameters of one prepared statement (opentelemetry-collector-contrib,
 * exporter/clickhouseexporter/internal/sqltemplates/traces_insert.sql).
 */
final class CollectorInsert {

  private static final List<String> COLUMNS =
      List.of(
          "Timestamp",
          "TraceId",
          "SpanId",
          "ParentSpanId",
          "TraceState",
          "SpanName",
          "SpanKind",
          "ServiceName",
          "ResourceAttributes",
          "ScopeName",
          "ScopeVersion",
          "SpanAttributes",
          "Duration",
          "StatusCode",
          "StatusMessage",
          "Events.Timestamp",
          "Events.Name",
          "Events.Attributes",
          "Links.TraceId",
          "Links.SpanId",
          "Links.TraceState",
          "Links.Attributes");

  private CollectorInsert() {}

  /**
   * A span as the exporter has it.
   *
   * @param status Unset, Ok or Error
   * @param attributes of the span, as text
   */
  record Sent(
      String trace,
      String span,
      String parent,
      String name,
      String kind,
      String scope,
      String status,
      Map<String, String> attributes) {}

  /** Inserts them in one batch; the event and link of each are as of a retried request. */
  static void into(ClickHouse ingest, Instant start, List<Sent> spans) throws SQLException {
    String sql =
        "INSERT INTO \"%s\".\"otel_traces\" (%s) VALUES (%s)"
            .formatted(
                ingest.database(),
                String.join(", ", COLUMNS),
                String.join(", ", Collections.nCopies(COLUMNS.size(), "?")));
    try (Connection connection = ingest.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < spans.size(); i++) {
        set(connection, statement, start.plusMillis(i), spans.get(i));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(Connection connection, PreparedStatement statement, Instant at, Sent sent)
      throws SQLException {
    Map<String, String> noted = Map.of("exception.type", "APITimeoutError");
    Object[] values = {
      Timestamp.from(at),
      sent.trace(),
      sent.span(),
      sent.parent(),
      "",
      sent.name(),
      sent.kind(),
      "quotes",
      Map.of(
          "service.name", "quotes",
          "service.version", "3",
          "telemetry.sdk.language", "python",
          "deployment.environment.name", "prod"),
      sent.scope(),
      "2.4b0",
      sent.attributes(),
      1_500_000_000L,
      sent.status(),
      sent.status().equals("Error") ? "it's \"late\"" : "",
      connection.createArrayOf("DateTime64(9)", new Object[] {Timestamp.from(at)}),
      connection.createArrayOf("String", new Object[] {"exception"}),
      connection.createArrayOf("Map(String, String)", new Object[] {noted}),
      connection.createArrayOf("String", new Object[] {sent.trace()}),
      connection.createArrayOf("String", new Object[] {"00f067aa0ba902b7"}),
      connection.createArrayOf("String", new Object[] {""}),
      connection.createArrayOf("Map(String, String)", new Object[] {Map.of()})
    };
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
