/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes rows as the agent and the control plane do, by their users. */
public final class Rows {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSSSS").withZone(ZoneOffset.UTC);
  private static final Map<String, String> AT_ONCE = Map.of("async_insert", "0");

  private Rows() {}

  /** Inserts spans of a sender that makes no batches. */
  public static void spans(TestDatabase database, Collection<Span> spans) {
    spans(database, spans, "");
  }

  /** Inserts spans that came in one batch. */
  public static void spans(TestDatabase database, Collection<Span> spans, String batch) {
    insert(
        database,
        "otel_traces (Timestamp, TraceId, SpanId, ParentSpanId, SpanName, ServiceName, ResourceAttributes, ScopeName,"
            + " SpanAttributes, Duration, StatusCode, StatusMessage, Events.Timestamp, Events.Name, Events.Attributes, BatchId)",
        spans.stream().map(span -> span.row(batch)).collect(Collectors.joining(",\n")));
  }

  /** Inserts what runs report of themselves. */
  public static void events(TestDatabase database, Collection<Event> events) {
    insert(
        database,
        "run_events (RunId, EventTime, Kind, TraceId, SpanId, ServiceName, Environment, Team, AgentName, AgentVersion,"
            + " Status, Input, Output, FailingSpanId, ErrorType)",
        events.stream().map(Event::row).collect(Collectors.joining(",\n")));
  }

  /** Inserts what processes say of themselves. */
  public static void logs(TestDatabase database, Collection<Log> logs) {
    insert(
        database,
        "otel_logs (Timestamp, ServiceName, ResourceAttributes, EventName, LogAttributes)",
        logs.stream().map(Log::row).collect(Collectors.joining(",\n")));
  }

  /** Inserts what was said to and by models and tools. */
  public static void messages(TestDatabase database, Collection<Message> messages) {
    insert(
        database,
        "message_content (Timestamp, TraceId, SpanId, RunId, ServiceName, Part, Content, Redacted, Truncated)",
        messages.stream().map(Message::row).collect(Collectors.joining(",\n")));
  }

  /** Inserts scores. */
  public static void scores(TestDatabase database, Collection<Score> scores) {
    database
        .eval()
        .execute(
            "INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, RunStartedAt, ServiceName, Environment, Team, AgentName,"
                + " AgentVersion, Models, Evaluator, EvaluatorVersion, Source, Status, Score, Passed, Explanation, SamplingWeight,"
                + " JudgeModel, JudgeCostUsd, Revision, ScoredAt) VALUES\n"
                + scores.stream().map(Score::row).collect(Collectors.joining(",\n")));
  }

  /** Inserts what people say. */
  public static void labels(TestDatabase database, Collection<Labelled> labels) {
    database
        .eval()
        .execute(
            "INSERT INTO eval_labels (RunId, TargetKind, TargetId, Evaluator, Label, Value, `By`, At) VALUES\n"
                + labels.stream().map(Labelled::row).collect(Collectors.joining(",\n")));
  }

  /** Inserts comparisons. */
  public static void comparisons(TestDatabase database, Collection<Compared> comparisons) {
    database
        .eval()
        .execute(
            "INSERT INTO eval_comparisons (At, Agent, Evaluator, EvaluatorVersion, Reference, Candidate, Look, Margin, Verdict,"
                + " ReferenceValue, CandidateValue, Effect, Low, High, P, Level, NReference, NCandidate, StillNeeded, Reason) VALUES\n"
                + comparisons.stream().map(Compared::row).collect(Collectors.joining(",\n")));
  }

  private static void insert(TestDatabase database, String into, String values) {
    database.ingest().execute("INSERT INTO " + into + " VALUES\n" + values, AT_ONCE);
  }

  /** Has the server stamp the rows of a table as if they had come in earlier, while it runs. */
  public static void earlier(TestDatabase database, String table, long seconds, Runnable inserts) {
    stamped(database, table, "now64(3, 'UTC') - " + seconds, inserts);
  }

  /** Has the server stamp the rows of a table as if they came in at a time, while it runs. */
  public static void at(TestDatabase database, String table, Instant ingested, Runnable inserts) {
    String stamp = "fromUnixTimestamp64Milli(toInt64(" + ingested.toEpochMilli() + "), 'UTC')";
    stamped(database, table, stamp, inserts);
  }

  /**
   * Has the server stamp the rows of a table with an expression of their columns, while it runs.
   */
  public static void stamped(TestDatabase database, String table, String with, Runnable inserts) {
    String column =
        "ALTER TABLE "
            + table
            + " MODIFY COLUMN IngestedAt DateTime64(3, 'UTC') MATERIALIZED toDateTime64(%s, 3, 'UTC')";
    database.execute(column.formatted(with));
    inserts.run();
    database.execute(column.replace("toDateTime64(%s, 3, 'UTC')", "now64(3, 'UTC')"));
  }

  static String time(Instant at) {
    return "toDateTime64('" + TIME.format(at) + "', 9, 'UTC')";
  }

  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String map(Map<String, String> values) {
    return values.entrySet().stream()
        .map(e -> text(e.getKey()) + ", " + text(e.getValue()))
        .collect(Collectors.joining(", ", "map(", ")"));
  }

  static <T> String array(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
  }
}
