/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scores go out and come in as OpenTelemetry's events. */
@ExtendWith(ClickHouseExtension.class)
class ResultEventsTest {

  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3));

  private final TestDatabase database;
  private final TokenInsert insert;

  ResultEventsTest(TestDatabase database) {
    this.database = database;
    insert = TokenInsert.into(database.eval());
  }

  @BeforeAll
  static void score(TestDatabase database) {
    Seeded.runs(database, 0, 20);
    TokenInsert insert = TokenInsert.into(database.eval());
    Batches batches =
        new Batches(
            database.eval(),
            new ScoreWriter(insert, Clock.systemUTC()),
            CustomChecks.onClassPath());
    batches.run(
        batches
            .plan(
                Evals.of(
                    """
                    evals:
                      - {name: told, check: {type: errors}}
                      - {name: told-of-tools, target: tool_call, check: {type: json}}
                      - {name: told-of-answers, check: {type: contains, text: today}}
                    """),
                Seeded.START,
                Seeded.START.plusSeconds(20))
            .batch(),
        done -> {});
  }

  @Test
  void scores_areToldOnce_inTheTraceOfWhatWasScored() {
    new ResultEvents(insert, Clock.systemUTC()).tellDue();
    new ResultEvents(insert, Clock.systemUTC()).tellDue();
    assertThat(
            told(
                "count(), countIf(SpanId = ''), uniqExact(TraceId)",
                "LogAttributes['gen_ai.evaluation.name'] = 'told'"))
        .isEqualTo("20\t20\t20");
    assertThat(
            told(
                "LogAttributes['gen_ai.evaluation.score.value'], LogAttributes['gen_ai.evaluation.score.label'], RunId, SeverityText",
                "LogAttributes['gen_ai.evaluation.name'] = 'told' AND TraceId = 'trace-9'"))
        .isEqualTo("0\tfail\trun-9\tINFO");
    assertThat(
            told(
                "any(SpanId)",
                "LogAttributes['gen_ai.evaluation.name'] = 'told-of-tools' AND TraceId = 'trace-3'"))
        .isEqualTo("span-3-2");
    // runs that failed have no answer, so no score of it
    assertThat(told("count()", "LogAttributes['gen_ai.evaluation.name'] = 'told-of-answers'"))
        .isEqualTo("18");
  }

  @Test
  void eventsOfOthers_becomeScores_once() {
    event("trace-4", "span-4-1", "relevance", "'gen_ai.evaluation.score.value', '0.75'");
    event("trace-5", "span-5-0", "verdict", "'gen_ai.evaluation.score.label', 'fail'");
    event("trace-6", "", "stars", "'gen_ai.evaluation.score.value', '4.0'");
    event("trace-7", "", "broken", "'error.type', 'timeout'");
    event("of-nobody", "", "lost", "'gen_ai.evaluation.score.value', '1'");
    assertThat(new ReceivedScores(insert, Clock.systemUTC()).takeIn()).isZero();
    assertThat(new ReceivedScores(insert, LATER).takeIn()).isEqualTo(5);
    assertThat(new ReceivedScores(insert, LATER).takeIn()).isZero();
    assertThat(received("relevance")).isEqualTo("step\tspan-4-1\trun-4\tsupport\tscored\t0.75");
    assertThat(received("verdict")).isEqualTo("run\trun-5\trun-5\tsupport\tscored\t0");
    assertThat(received("stars")).isEqualTo("run\trun-6\trun-6\tsupport\tunknown\t\\N");
    assertThat(received("broken")).isEqualTo("run\trun-7\trun-7\tsupport\terror\t\\N");
    assertThat(received("lost")).isEqualTo("run\tof-nobody\t\t\tscored\t1");
    new ResultEvents(insert, LATER).tellDue();
    assertThat(told("count()", "LogAttributes['gen_ai.evaluation.name'] = 'relevance'"))
        .as("what came as an event is not told again")
        .isEqualTo("0");
  }

  private void event(String trace, String span, String evaluator, String attributes) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO otel_logs (Timestamp, TraceId, SpanId, ServiceName, ScopeName, ScopeVersion, EventName, LogAttributes)
            SELECT fromUnixTimestamp64Milli(%d), '%s', '%s', 'judge', 'acme.evals', '2', 'gen_ai.evaluation.result',
              map('gen_ai.evaluation.name', '%s', %s)"""
                .formatted(Instant.now().toEpochMilli(), trace, span, evaluator, attributes),
            Map.of("async_insert", "0"));
  }

  private String told(String what, String where) {
    return database.ask(
        "SELECT "
            + what
            + " FROM otel_logs WHERE EventName = 'gen_ai.evaluation.result' AND ScopeName = 'dev.aiops.eval' AND "
            + where);
  }

  private String received(String evaluator) {
    return database.ask(
        "SELECT TargetKind, TargetId, RunId, AgentName, Status, Score FROM eval_scores WHERE Source = 'event' AND EvaluatorVersion = 'acme.evals@2' AND Evaluator = '"
            + evaluator
            + "'");
  }
}
