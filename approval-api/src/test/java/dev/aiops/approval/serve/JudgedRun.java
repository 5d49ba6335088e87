/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.util.Map;

/** A run that was recorded and judged: a question of a customer, one model call, one tool call. */
record JudgedRun(TestDatabase database, String id) {

  static final String JUDGE = "answers-follow-from-tools";
  static final String WHY = "the tool names another amount";
  static final String CHAT = "a1b2c3d4e5f60718";

  private static final Map<String, String> AT_ONCE = Map.of("async_insert", "0");

  /** With what the customer wrote; the judge has said fail, and a check in code pass. */
  static JudgedRun add(TestDatabase database, String id, String input, String output) {
    JudgedRun run = new JudgedRun(database, id);
    run.events(quoted(input), quoted(output));
    run.spans();
    run.scores();
    return run;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private void events(String input, String output) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO run_events (RunId, EventTime, Kind, ServiceName, Environment, AgentName, RequestModel, Status, Input, Output)
            VALUES
              ('%1$s', '2026-11-26 11:00:00', 'started', 'support-chat', 'production', 'helper', 'gpt-x', 'running', %2$s, ''),
              ('%1$s', '2026-11-26 11:00:02.500', 'ended', 'support-chat', 'production', 'helper', 'gpt-x', 'ok', '', %3$s)
            """
                .formatted(id, input, output),
            AT_ONCE);
  }

  private void spans() {
    database
        .ingest()
        .execute(
            """
            INSERT INTO otel_traces (Timestamp, TraceId, SpanId, SpanName, ServiceName, Duration, SpanAttributes)
            VALUES
              ('2026-11-26 11:00:01', 't', '%1$s', 'chat gpt-x', 'support-chat', 12000000,
                {'aiops.run.id': '%2$s', 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-x', 'aiops.cost.status': 'unpriced'}),
              ('2026-11-26 11:00:02', 't', 'b1b2c3d4e5f60718', 'execute_tool refund', 'support-chat', 12000000,
                {'aiops.run.id': '%2$s', 'gen_ai.operation.name': 'execute_tool'})
            """
                .formatted(CHAT, id),
            AT_ONCE);
  }

  private void scores() {
    String rows =
        String.join(
            ", ",
            score(JUDGE, "run", id, "judge", "fail", WHY),
            score("stays-polite", "step", CHAT, "judge", "pass", "it is polite"),
            score("no-secrets", "run", id, "code", "", "none found"));
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, Evaluator, EvaluatorVersion, Source, Status, Score, Passed, Label, Explanation,
              JudgeModel, ScoredAt)
            VALUES\s"""
                + rows,
            AT_ONCE);
  }

  private String score(
      String evaluator, String kind, String target, String source, String label, String why) {
    return "('%2$s-%1$s', '%3$s', '%4$s', '%1$s', '%2$s', 'v1', '%5$s', 'scored', %6$s, %6$s, '%7$s', '%8$s', '%9$s', now64(3))"
        .formatted(
            id,
            evaluator,
            kind,
            target,
            source,
            label.equals("fail") ? "0" : "1",
            label,
            why,
            source.equals("judge") ? "judge-1" : "");
  }
}
