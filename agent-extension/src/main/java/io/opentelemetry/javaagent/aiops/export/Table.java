/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

/**
 * A table the agent inserts into, with the columns of its insert; {@code BatchId} comes last of
 * each.
 */
enum Table {
  /** First of all, because a started run is to be seen at once. */
  RUN_EVENTS(
      "run_events",
      "RunId, EventTime, Kind, TraceId, SpanId, ServiceName, ServiceInstanceId, Environment, Team,"
          + " AgentName, AgentVersion, RequestModel, UserId, ConversationId, Status, Input, Output,"
          + " FailingSpanId, ErrorType, ErrorMessage"),
  TRACES(
      "otel_traces",
      "Timestamp, TraceId, SpanId, ParentSpanId, TraceState, SpanName, SpanKind, ServiceName,"
          + " ResourceAttributes, ScopeName, ScopeVersion, SpanAttributes, Duration, StatusCode,"
          + " StatusMessage, `Events.Timestamp`, `Events.Name`, `Events.Attributes`,"
          + " `Links.TraceId`, `Links.SpanId`, `Links.TraceState`, `Links.Attributes`"),
  LOGS(
      "otel_logs",
      "Timestamp, TraceId, SpanId, TraceFlags, SeverityText, SeverityNumber, ServiceName, Body,"
          + " ResourceSchemaUrl, ResourceAttributes, ScopeSchemaUrl, ScopeName, ScopeVersion,"
          + " ScopeAttributes, LogAttributes, EventName"),
  MESSAGE_CONTENT(
      "message_content",
      "Timestamp, TraceId, SpanId, RunId, ServiceName, Part, Content, Redacted, Truncated");

  /** The column every block ends with; its value is the batch's deduplication token. */
  static final String BATCH_COLUMN = "BatchId";

  private final String sqlName;
  private final String columns;
  private final int columnCount;

  Table(String sqlName, String columns) {
    this.sqlName = sqlName;
    this.columns = columns;
    this.columnCount = columns.split(",", -1).length;
  }

  String sqlName() {
    return sqlName;
  }

  /** Columns of a block, {@code BatchId} included. */
  int columnCount() {
    return columnCount + 1;
  }

  String insertSql() {
    return "INSERT INTO " + sqlName + " (" + columns + ", " + BATCH_COLUMN + ") FORMAT Native";
  }

  /** Counts the rows of one batch, which is all the ingest user may read. */
  String countSql() {
    return "SELECT count() FROM " + sqlName + " WHERE " + BATCH_COLUMN + " = {batch:String}";
  }
}
