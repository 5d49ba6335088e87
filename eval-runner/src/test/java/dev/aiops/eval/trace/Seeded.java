/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import java.util.Map;

/** Puts recorded runs into a log, as the agent would have sent them. */
public final class Seeded {

  /** When the first run of {@link #runs} began; each begins a second after the one before. */
  public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private static final Map<String, String> NOW = Map.of("async_insert", "0");

  private Seeded() {}

  /**
   * Runs named run-0, run-1 … of agent support, each with a model call of $0.001, a call of tool
   * lookup, and their messages. Every tenth fails.
   *
   * @param first number of the first
   */
  public static void runs(TestDatabase database, int first, int count) {
    spans(database, first, count);
    events(database, first, count);
    contents(database, first, count);
  }

  /** Root span, model call and tool call. */
  static void spans(TestDatabase database, int first, int count) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ParentSpanId, SpanName, ServiceName, ScopeName, SpanAttributes, Duration, StatusCode, BatchId)
            SELECT
              toDateTime64('2026-11-20 10:00:00', 9, 'UTC') + toIntervalSecond(n) + toIntervalMillisecond(k * 100),
              'trace-' || toString(n), 'span-' || toString(n) || '-' || toString(k), if(k = 0, '', 'span-' || toString(n) || '-0'),
              ['invoke_agent', 'chat', 'execute_tool'][k + 1], 'shop', 'dev.aiops',
              mapConcat(
                map('aiops.run.id', 'run-' || toString(n), 'gen_ai.agent.name', 'support'),
                multiIf(
                  k = 0, map('aiops.run.root', 'true', 'gen_ai.operation.name', 'invoke_agent', 'prompt.version', toString(n %% 2)),
                  k = 1, map(
                    'gen_ai.operation.name', 'chat', 'gen_ai.provider.name', 'openai', 'gen_ai.request.model', 'gpt-4o-mini',
                    'gen_ai.usage.input_tokens', '900', 'gen_ai.usage.output_tokens', '100', 'aiops.cost.status', 'priced', 'aiops.cost.usd', '0.001'),
                  map('gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 'lookup'))),
              if(k = 0, 500000000, 50000000), if(k = 0 AND n %% 10 = 9, 'Error', 'Unset'), ''
            FROM (SELECT number + %d AS n FROM numbers(%d)) AS runs CROSS JOIN (SELECT number AS k FROM numbers(3)) AS spans
            """
                .formatted(first, count),
            NOW);
  }

  /** Start and end, with input and output. */
  static void events(TestDatabase database, int first, int count) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO run_events (RunId, EventTime, Kind, TraceId, SpanId, ServiceName, AgentName, Status, Input, Output)
            SELECT
              'run-' || toString(n), toDateTime64('2026-11-20 10:00:00', 9, 'UTC') + toIntervalSecond(n) + toIntervalMillisecond(k * 500),
              if(k = 0, 'started', 'ended'), 'trace-' || toString(n), 'span-' || toString(n) || '-0', 'shop', 'support',
              multiIf(k = 0, 'running', n %% 10 = 9, 'error', 'ok'),
              if(k = 0, 'Where is order ' || toString(n) || '?', ''), if(k = 1 AND n %% 10 != 9, 'Order ' || toString(n) || ' arrives today.', '')
            FROM (SELECT number + %d AS n FROM numbers(%d)) AS runs CROSS JOIN (SELECT number AS k FROM numbers(2)) AS events
            """
                .formatted(first, count),
            NOW);
  }

  /** Arguments of the tool call and answer of the model. */
  static void contents(TestDatabase database, int first, int count) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO message_content (Timestamp, TraceId, SpanId, RunId, ServiceName, Part, Content, Redacted, Truncated)
            SELECT
              toDateTime64('2026-11-20 10:00:00', 9, 'UTC') + toIntervalSecond(n) + toIntervalMillisecond(k * 100),
              'trace-' || toString(n), 'span-' || toString(n) || '-' || toString(k), 'run-' || toString(n), 'shop',
              if(k = 1, 'output.messages', 'tool.arguments'), if(k = 1, '[{"text":"call lookup"}]', '{"order":' || toString(n) || '}'), 0, 0
            FROM (SELECT number + %d AS n FROM numbers(%d)) AS runs CROSS JOIN (SELECT number + 1 AS k FROM numbers(2)) AS parts
            """
                .formatted(first, count),
            NOW);
  }
}
