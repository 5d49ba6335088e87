/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aiops.clickhouse.read.Rows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The attributes of the root spans of a slice's runs. */
record Tags(Map<String, Map<String, String>> byRun) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private static final String SQL =
      """
      SELECT RunId, toJSONString(argMin(SpanAttributes, (1 - IsRunRoot, Timestamp))) AS Attributes
      FROM otel_traces
      WHERE (IsRunRoot = 1 OR ParentSpanId = '') AND RunId IN %1$s AND Timestamp >= %2$s AND Timestamp <= %3$s
      GROUP BY RunId
      """;

  static Tags of(Slice slice, Connection connection) {
    Map<String, Map<String, String>> found = new HashMap<>();
    Rows.of(connection, slice.in(SQL), row -> found.put(row.getString("RunId"), tags(row)));
    return new Tags(found);
  }

  Map<String, String> of(String run) {
    return byRun.getOrDefault(run, Map.of());
  }

  private static Map<String, String> tags(ResultSet row) throws SQLException {
    try {
      return JSON.readValue(row.getString("Attributes"), TEXTS);
    } catch (JsonProcessingException e) {
      throw new SQLException("attributes are not the JSON that ClickHouse writes", e);
    }
  }
}
