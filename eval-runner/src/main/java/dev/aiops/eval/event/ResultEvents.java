/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import dev.aiops.clickhouse.read.Rows;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.score.TokenInsert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells of scores as events {@code gen_ai.evaluation.result} in {@code otel_logs}, in the trace of
 * what was scored. The server copies them, an insert of scores at a time, once each: what was not
 * told when a process died is told by the next.
 *
 * @param insert into the log
 * @param clock for how long ago scores may have been made
 */
public record ResultEvents(TokenInsert insert, Clock clock) {

  /** Of its events; what is found under this scope was scored here. */
  static final String SCOPE = "dev.aiops.eval";

  /** A process may have been away for so long. */
  private static final Duration BACK = Duration.ofDays(1);

  /** A token that was burnt has a number behind it. */
  private static final String DUE =
      """
      SELECT DISTINCT BatchId AS Token FROM eval_scores
      WHERE ScoredAt > parseDateTime64BestEffort('%1$s', 3, 'UTC') AND Status IN ('scored', 'error') AND Source != 'event'
        AND replaceRegexpOne(concat('event:', BatchId), ':[1-9]$', '') NOT IN (
          SELECT replaceRegexpOne(BatchId, ':[1-9]$', '') FROM otel_logs
          WHERE EventName = 'gen_ai.evaluation.result' AND ScopeName = '%2$s' AND Timestamp > parseDateTime64BestEffort('%1$s', 3, 'UTC'))
      """;

  /** An event that is about a run stands in its trace, beside its spans. */
  private static final String COPY =
      """
      INSERT INTO otel_logs
        (Timestamp, TraceId, SpanId, SeverityText, SeverityNumber, ServiceName, ResourceAttributes, ScopeName, EventName, LogAttributes, BatchId)
      SELECT
        ScoredAt, TraceId, if(TargetKind = 'run', '', TargetId), 'INFO', 9, 'eval-runner', map('service.name', 'eval-runner'),
        '%2$s', 'gen_ai.evaluation.result',
        mapFilter(
          (name, value) -> value != '',
          map(
            'gen_ai.evaluation.name', toString(Evaluator),
            'gen_ai.evaluation.score.value', ifNull(toString(Score), ''),
            'gen_ai.evaluation.score.label', multiIf(Label != '', toString(Label), Passed = 1, 'pass', Passed = 0, 'fail', ''),
            'gen_ai.evaluation.explanation', Explanation,
            'error.type', if(Status = 'error', '_OTHER', ''),
            'aiops.run.id', RunId)),
        '%3$s'
      FROM eval_scores
      WHERE BatchId = '%1$s' AND Status IN ('scored', 'error')
      """;

  /** Tells of all that was not told of; returns how many inserts of scores that were. */
  public int tellDue() {
    Instant since = clock.instant().minus(BACK);
    List<String> due =
        Rows.of(
            insert.at(), DUE.formatted(Times.text(since), SCOPE), row -> row.getString("Token"));
    due.forEach(this::tell);
    return due.size();
  }

  private void tell(String token) {
    insert.copy(
        "otel_logs",
        "event:" + token,
        batch -> COPY.formatted(quoted(token), SCOPE, quoted(batch)));
  }

  /** Tokens are ours, but for names of schedules and batches in them. */
  private static String quoted(String token) {
    return token.replace("\\", "\\\\").replace("'", "\\'");
  }
}
