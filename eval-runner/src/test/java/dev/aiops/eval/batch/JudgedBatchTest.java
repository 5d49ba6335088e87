/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.judge.ModelServer;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A judge in a batch: what is judged, by whom that is, and what it leaves in the log. */
@ExtendWith(ClickHouseExtension.class)
class JudgedBatchTest {

  private static final Instant FROM = Seeded.START.plusSeconds(50_000);
  private static final Instant UNTIL = FROM.plusSeconds(100);

  @Test
  void judge_scoresRuns_butNeverThoseThatJudge(TestDatabase database) {
    Seeded.runs(database, 50_000, 20);
    judgingRun(database);
    try (ModelServer server = ModelServer.judging("pass")) {
      Batches batches = batches(database);
      Plan plan = batches.plan(definitions(server.url(), "polite"), FROM, UNTIL);
      assertThat(plan.runs()).isEqualTo(20);
      assertThat(plan.estimatedCostUsd()).as("nobody knows").isNull();
      batches.run(plan.batch(), done -> {});

      // two of twenty failed, and have no answer
      assertThat(server.asked()).hasSize(18);
      assertThat(
              database
                  .eval()
                  .ask(
                      """
                      SELECT
                        countIf(Status = 'scored' AND Score = 1 AND Label = 'pass'), countIf(Status = 'not_applicable'),
                        any(Source), any(JudgeModel), countIf(isNull(JudgeCostUsd)), countIf(RunId LIKE 'judging%')
                      FROM eval_scores
                      WHERE Evaluator = 'polite'
                      """))
          .isEqualTo("18\t2\tjudge\tjudge-1\t18\t0");
    }
  }

  @Test
  void plan_estimatesByWhatTheJudgeHasCost(TestDatabase database) {
    Definitions definitions = definitions("http://127.0.0.1:1/v1", "dear");
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_scores (ScoreId, RunId, Evaluator, EvaluatorVersion, Source, Status, JudgeCostUsd, ScoredAt)
            VALUES ('1', 'r-1', 'dear', '%1$s', 'judge', 'scored', 0.001, '2026-11-19 10:00:00'),
              ('2', 'r-2', 'dear', '%1$s', 'judge', 'scored', 0.003, '2026-11-19 10:00:00')
            """
                .formatted(definitions.versions().get("dear")),
            Map.of("async_insert", "0"));
    Seeded.runs(database, 60_000, 10);
    Instant from = Seeded.START.plusSeconds(60_000);
    assertThat(batches(database).plan(definitions, from, from.plusSeconds(10)).estimatedCostUsd())
        .isEqualByComparingTo("0.02");
  }

  @Test
  void judgeThatFailed_isAskedAgainByTheNextBatch_whoseWordHolds(TestDatabase database) {
    Seeded.runs(database, 70_000, 5);
    Instant from = Seeded.START.plusSeconds(70_000);
    AtomicBoolean failing = new AtomicBoolean(true);
    try (ModelServer server =
        ModelServer.saying(request -> failing.get() ? "well" : ModelServer.verdict("pass"))) {
      Definitions definitions = definitions(server.url(), "late");
      batch(database, definitions, from);
      assertThat(late(database, "Status = 'error'")).isEqualTo("5");
      failing.set(false);
      server.asked().clear();
      batch(database, definitions, from);
      batch(database, definitions, from);
      assertThat(server.asked()).hasSize(5);
    }
    assertThat(late(database, "Status = 'scored'")).isEqualTo("5");
    assertThat(late(database, "Status = 'error'")).isEqualTo("0");
  }

  @Test
  void judges_areAskedAboutSomeRunsAtOnce_andOfEachOnce(TestDatabase database) {
    Seeded.runs(database, 80_000, 9);
    Instant from = Seeded.START.plusSeconds(80_000);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CyclicBarrier three = new CyclicBarrier(3);
    try (ModelServer server =
        ModelServer.saying(
            request -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              await(three);
              atOnce.decrementAndGet();
              return ModelServer.verdict("pass");
            })) {
      Batches usual = batches(database);
      Batches threeAtOnce =
          new Batches(usual.at(), usual.writer(), usual.custom(), new Throttle(500, 1_000_000, 3));
      Plan plan = threeAtOnce.plan(definitions(server.url(), "at-once"), from, from.plusSeconds(9));
      assertThat(database.ask("SELECT Part FROM eval_batches WHERE Batch = '" + plan.batch() + "'"))
          .as("few, as a budget is looked at between parts")
          .isEqualTo("20");
      threeAtOnce.run(plan.batch(), done -> {});
      assertThat(server.asked()).hasSize(9);
      assertThat(most).hasValue(3);
    }
    assertThat(
            database.ask(
                "SELECT count(), uniqExact(RunId) FROM scores WHERE Evaluator = 'at-once' AND Status = 'scored'"))
        .isEqualTo("9\t9");
  }

  private static void await(CyclicBarrier all) {
    try {
      all.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("they were not asked at once", e);
    }
  }

  private static void batch(TestDatabase database, Definitions definitions, Instant from) {
    Batches batches = batches(database);
    batches.run(batches.plan(definitions, from, from.plusSeconds(5)).batch(), done -> {});
  }

  private static String late(TestDatabase database, String where) {
    return database.ask("SELECT count() FROM scores WHERE Evaluator = 'late' AND " + where);
  }

  private static Batches batches(TestDatabase database) {
    Clock clock = Clock.fixed(UNTIL.plusSeconds(3_600), ZoneOffset.UTC);
    return new Batches(
        database.eval(),
        new ScoreWriter(TokenInsert.into(database.eval()), clock),
        CustomChecks.onClassPath());
  }

  private static Definitions definitions(String url, String name) {
    return Evals.of(
        """
        evals:
          - name: %s
            check: {type: judge, criterion: tone, judge: {provider: openai, model: judge-1, base_url: '%s'}}
        """
            .formatted(name, url));
  }

  /** As the agent records what eval-runner does. */
  private static void judgingRun(TestDatabase database) {
    database
        .ingest()
        .execute(
            """
            INSERT INTO run_events (RunId, EventTime, Kind, TraceId, SpanId, ServiceName, AgentName, Status, Input, Output)
            SELECT
              'judging-1', toDateTime64('2026-11-20 10:00:00', 9, 'UTC') + toIntervalSecond(50001 + number), ['started', 'ended'][number + 1],
              't-judging', 's-judging', 'aiops-eval', 'aiops-judge', ['running', 'ok'][number + 1], ['is it polite?', ''][number + 1], ['', 'pass'][number + 1]
            FROM numbers(2)
            """,
            Map.of("async_insert", "0"));
  }
}
