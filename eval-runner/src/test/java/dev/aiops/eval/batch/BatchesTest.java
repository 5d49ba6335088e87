/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.RecordedScore;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.ScoresOf;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class BatchesTest {

  private static final int RUNS = 1_200;
  private static final Instant FROM = Seeded.START;
  private static final Instant UNTIL = FROM.plusSeconds(RUNS);

  private final TestDatabase database;

  BatchesTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    Seeded.runs(database, 0, RUNS);
  }

  @Test
  void batch_isPlannedWithItsCount_andScoresEveryRunOnce() {
    Definitions definitions =
        Evals.of(
            """
            evals:
              - {name: answers, check: {type: contains, text: today}}
              - {name: no-errors, select: {tags: {prompt.version: "1"}}, check: {type: errors}}
              - {name: arguments, target: tool_call, check: {type: json, of: arguments}}
            """);
    Plan plan = batches().plan(definitions, FROM, UNTIL);
    assertThat(plan.runs()).isEqualTo(RUNS);
    assertThat(plan.runsByDefinition()).containsEntry("answers", 1_200L);
    batches().run(plan.batch(), done -> {});

    List<RecordedScore> answers = scores("answers");
    assertThat(answers).hasSize(RUNS);
    assertThat(answers).filteredOn(score -> score.status().equals("not_applicable")).hasSize(120);
    assertThat(answers).filteredOn(score -> isValue(score, 1)).hasSize(1_080);
    // every tenth fails, all of them with the tag
    assertThat(scores("no-errors"))
        .hasSize(600)
        .filteredOn(score -> isValue(score, 0))
        .hasSize(120);
    assertThat(scores("arguments")).hasSize(RUNS).allMatch(score -> isValue(score, 1));
    assertNoneTwice(plan.batch());
    assertThat(batches().isOver(plan.batch())).isTrue();
  }

  @Test
  void batch_thatStopped_goesOn_andNothingIsScoredTwice() {
    Definitions definitions = Evals.of("evals: [{name: resumed, check: {type: errors}}]");
    Plan plan = batches().plan(definitions, FROM, UNTIL);
    assertThatThrownBy(() -> batches().run(plan.batch(), BatchesTest::stopAfterTheFirstPart))
        .hasMessage("stopped");
    assertThat(scores("resumed")).hasSize(Throttle.NONE.part());
    batches().run(plan.batch(), done -> {});
    assertThat(scores("resumed")).hasSize(RUNS);
    assertNoneTwice(plan.batch());
  }

  @Test
  void secondBatchOfTheSame_scoresNothingAgain() {
    Definitions definitions = Evals.of("evals: [{name: again, check: {type: json}}]");
    batches().run(batches().plan(definitions, FROM, UNTIL).batch(), done -> {});
    Plan second = batches().plan(definitions, FROM, UNTIL);
    batches().run(second.batch(), done -> {});
    assertThat(count("Batch = '" + second.batch() + "'")).isEqualTo("0");
    assertThat(count("Evaluator = 'again'")).isEqualTo(Integer.toString(RUNS));
  }

  @Test
  void selection_isFrozen() {
    Definitions definitions = Evals.of("evals: [{name: frozen, check: {type: json}}]");
    Instant from = FROM.plusSeconds(10_000);
    Seeded.runs(database, 10_000, 3);
    Plan plan = batches().plan(definitions, from, from.plusSeconds(100));
    Seeded.runs(database, 10_003, 3);
    batches().run(plan.batch(), done -> {});
    assertThat(count("Evaluator = 'frozen'")).isEqualTo("3");
  }

  @Test
  void sample_isWeighed() {
    Definitions definitions =
        Evals.of("evals: [{name: sampled, select: {sample: 0.5}, check: {type: json}}]");
    Plan plan = batches().plan(definitions, FROM, UNTIL);
    batches().run(plan.batch(), done -> {});
    assertThat(scores("sampled"))
        .hasSize((int) plan.runs())
        .hasSizeBetween(500, 700)
        .allMatch(score -> score.samplingWeight() == 2);
  }

  @Test
  void unknownBatch_isToldWithTheRemedy() {
    assertThatThrownBy(() -> batches().run("nope", done -> {}))
        .hasMessageContaining("no batch nope was planned: eval run plans one");
  }

  @Test
  void schedule_runsEachDateOnce() {
    Definitions definitions =
        Evals.of(
            "evals: [{name: nightly, check: {type: errors}, schedule: {cron: '0 11 * * *', over: 30m}}]");
    Definition nightly = definitions.all().get(0);
    Instant due = Instant.parse("2026-11-20T11:00:00Z");
    Scheduled scheduled =
        new Scheduled(batches(due.plusSeconds(40)), definitions, Dates.OF_SCHEDULES);
    scheduled.runDue();
    scheduled.runDue();
    assertThat(batches().isOver(Scheduled.id(nightly, due))).isTrue();
    assertThat(count("Evaluator = 'nightly'")).isEqualTo("0");
    Scheduled other =
        new Scheduled(
            batches(Instant.parse("2026-11-19T11:00:01Z")), definitions, Dates.OF_SCHEDULES);
    other.runDue();
    assertThat(
            database.ask(
                "SELECT count() FROM eval_batches WHERE startsWith(Batch, 'scheduled-') AND Kind = 'planned'"))
        .isEqualTo("2");
  }

  @Test
  void budgetOfJudges_stopsTheBatch_andANewOneGoesOn() {
    Definitions definitions =
        Evals.of("evals: [{name: judged, check: {type: errors}, budget_usd: 0.50}]");
    Plan plan = slowly(400, 1_000_000).plan(definitions, FROM, UNTIL);
    Ended ended = batches().run(plan.batch(), done -> spend(plan.batch(), "0.30, NULL"));
    assertThat(ended)
        .isEqualTo(
            new Ended.Stopped(
                800,
                "judged has cost $0.6 of its budget_usd of $0.5: a new batch goes on with the runs that are left"));
    assertThat(batches().run(plan.batch(), done -> {})).isEqualTo(ended);
    assertThat(runsOf("judged")).isEqualTo("800");
    Plan next = batches().plan(definitions, FROM, UNTIL);
    assertThat(batches().run(next.batch(), done -> {})).isEqualTo(new Ended.Finished(RUNS));
    assertThat(runsOf("judged")).isEqualTo(Integer.toString(RUNS));
  }

  @Test
  void judgesOfUnknownCost_stopABatchThatHasABudget() {
    Definitions definitions =
        Evals.of("evals: [{name: unpriced, check: {type: errors}, budget_usd: 0.50}]");
    Plan plan = batches().plan(definitions, FROM, UNTIL);
    assertThat(batches().run(plan.batch(), done -> spend(plan.batch(), "NULL, NULL")))
        .isInstanceOfSatisfying(
            Ended.Stopped.class,
            stopped ->
                assertThat(stopped.why())
                    .isEqualTo(
                        "what unpriced has cost is not known, of 1 judgements, so budget_usd cannot be kept: its model has no price; name one that has, or leave budget_usd out"));
  }

  /** What a time-out may have cost is counted as if it had, and it stops nothing by itself. */
  @Test
  void judgesThatTimedOut_countWithTheMostTheyCanHaveCost() {
    Definitions definitions =
        Evals.of(
            """
            evals:
              - {name: timed-out, check: {type: errors}, budget_usd: 0.70}
              - {name: too-often, check: {type: errors}, budget_usd: 0.40}
            """);
    Plan plan =
        slowly(400, 1_000_000)
            .plan(new Definitions(List.of(definitions.all().get(0))), FROM, UNTIL);
    assertThat(batches().run(plan.batch(), done -> spend(plan.batch(), "NULL, 0.20")))
        .isEqualTo(new Ended.Finished(RUNS));
    Plan other =
        slowly(400, 1_000_000)
            .plan(new Definitions(List.of(definitions.all().get(1))), FROM, UNTIL);
    assertThat(batches().run(other.batch(), done -> spend(other.batch(), "NULL, 0.20")))
        .isEqualTo(
            new Ended.Stopped(
                800,
                "too-often may have cost $0.4 of its budget_usd of $0.4, as 2 judgements, which timed out or did not say, count with the most they can have cost: a new batch goes on with the runs that are left"));
  }

  @Test
  void limitOfRunsAMinute_isKept() {
    Definitions definitions = Evals.of("evals: [{name: slow, check: {type: errors}}]");
    Plan plan = batches().plan(definitions, FROM, UNTIL);
    long began = System.nanoTime();
    slowly(Throttle.NONE.part(), 36_000).run(plan.batch(), done -> {});
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(2));
  }

  @Test
  void batchThatWasPlannedBeforePartsWereKept_leavesNoRunOut() {
    Definitions definitions = Evals.of("evals: [{name: resized, check: {type: errors}}]");
    Plan plan = batches().plan(definitions, FROM, UNTIL);
    database.execute(
        "ALTER TABLE eval_batches UPDATE Part = 0 WHERE Batch = '%s' SETTINGS mutations_sync = 1"
            .formatted(plan.batch()));
    assertThatThrownBy(
            () -> slowly(7, 1_000_000).run(plan.batch(), BatchesTest::stopAfterTheFirstPart))
        .hasMessage("stopped");
    batches().run(plan.batch(), done -> {});
    assertThat(scores("resized")).hasSize(RUNS);
    assertNoneTwice(plan.batch());
  }

  /** A score of another run of a judge, in the same batch. */
  private void spend(String batch, String usdAndMost) {
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_scores (ScoreId, RunId, RunStartedAt, Evaluator, Batch, JudgeCostUsd, JudgeCostAtMostUsd, ScoredAt, BatchId)
            SELECT generateUUIDv4(), 'elsewhere', RunStartedAt, Evaluator, Batch, %s, ScoredAt, 'elsewhere'
            FROM eval_scores WHERE Batch = '%s' LIMIT 1"""
                .formatted(usdAndMost, batch));
  }

  private String runsOf(String evaluator) {
    return database.ask(
        "SELECT uniqExact(RunId) FROM eval_scores WHERE RunId != 'elsewhere' AND Evaluator = '"
            + evaluator
            + "'");
  }

  private Batches slowly(int part, long perMinute) {
    Batches batches = batches();
    return new Batches(
        batches.at(), batches.writer(), batches.custom(), new Throttle(part, perMinute));
  }

  private static void stopAfterTheFirstPart(long done) {
    throw new IllegalStateException("stopped");
  }

  private static boolean isValue(RecordedScore score, double value) {
    return Objects.equals(score.value(), value);
  }

  private void assertNoneTwice(String batch) {
    assertThat(
            database.ask(
                "SELECT count() = uniqExact(ScoreId) FROM eval_scores WHERE Batch = '"
                    + batch
                    + "'"))
        .isEqualTo("1");
  }

  private String count(String where) {
    return database.ask("SELECT count() FROM eval_scores WHERE " + where);
  }

  private List<RecordedScore> scores(String evaluator) {
    return new ScoresOf(evaluator, FROM, UNTIL, "").at(database.eval());
  }

  private Batches batches() {
    return batches(Instant.now());
  }

  private Batches batches(Instant now) {
    ScoreWriter writer =
        new ScoreWriter(TokenInsert.into(database.eval()), Clock.fixed(now, ZoneOffset.UTC));
    return new Batches(database.eval(), writer, CustomChecks.onClassPath());
  }
}
