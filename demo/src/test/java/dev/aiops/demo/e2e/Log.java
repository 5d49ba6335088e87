/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.util.List;

/** What people see of the log: its views, read with the reader's rights. */
final class Log {

  /** Costs must not pass through a double. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final TestDatabase database;

  Log(TestDatabase database) {
    this.database = database;
  }

  /** The rows a query gives. */
  List<Row> rows(String sql) {
    String answer = database.ask(sql + " FORMAT JSONEachRow");
    return answer.lines().map(Log::row).toList();
  }

  private static Row row(String json) {
    try {
      return new Row(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(json, e);
    }
  }

  Row row(String sql, String what) {
    List<Row> rows = rows(sql);
    if (rows.size() != 1) throw new AssertionError(what + ": not one row but " + rows);
    return rows.get(0);
  }

  long number(String sql) {
    return Long.parseLong(database.ask(sql));
  }

  /** The answer as it is, columns by tabs. */
  String text(String sql) {
    return database.ask(sql);
  }

  /** Model calls of a trace, oldest first. */
  List<Row> calls(String traceId) {
    return rows("SELECT * FROM llm_calls WHERE TraceId = '" + traceId + "' ORDER BY Timestamp");
  }

  /** Model calls of a run, oldest first. */
  List<Row> callsOf(String runId) {
    return rows("SELECT * FROM llm_calls WHERE RunId = '" + runId + "' ORDER BY Timestamp");
  }

  List<Row> toolsOf(String runId) {
    return rows("SELECT * FROM tool_calls WHERE RunId = '" + runId + "' ORDER BY Timestamp");
  }

  List<Row> spansOf(String runId) {
    return rows(
        "SELECT *, RunId, IsRunRoot, AgentName, Operation FROM otel_traces WHERE RunId = '"
            + runId
            + "' ORDER BY Timestamp");
  }

  /** The run of that id. */
  Row run(String runId) {
    return row("SELECT * FROM runs WHERE RunId = '" + runId + "'", "run " + runId);
  }

  List<Row> runs() {
    return rows("SELECT * FROM runs");
  }

  /** The HTTP attempts of all model calls, each call's first to last. */
  List<Row> attempts() {
    return rows(
        "SELECT SpanId, toUInt32(attempt['aiops.attempt.number']) AS Number,"
            + " attempt['http.response.status_code'] AS Status, attempt['error.type'] AS Error,"
            + " toInt64OrNull(attempt['aiops.attempt.wait_ms']) AS WaitMs"
            + " FROM otel_traces ARRAY JOIN Events.Attributes AS attempt, Events.Name AS name"
            + " WHERE name = 'aiops.attempt' ORDER BY SpanId, Number");
  }
}
