/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.batch.Batches;
import dev.aiops.eval.batch.Dates;
import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nights of 200 scores, of which some are 1 and the rest 0; there are no runs to be scored. */
@ExtendWith(ClickHouseExtension.class)
class NightlyTest {

  private static final Instant FIRST = Instant.parse("2026-11-20T02:00:00Z");
  private static final int SCORES = 200;

  private final TestDatabase database;

  NightlyTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void firstNight_isTheReference_andLaterOnesAreCompared() {
    Definitions definitions = definitions("steady", "");
    nights(definitions, 190, 190, 120);
    assertThat(kept("steady", "Look, Verdict, NCandidate"))
        .isEqualTo("0\tREFERENCE\t200\n1\tPASS\t200\n2\tREGRESSION\t200");
    assertThat(kept("steady", "uniqExact(Reference), any(Agent), any(Margin)"))
        .isEqualTo("1\tsupport-*\t0.1");
    String figures = "ReferenceValue, CandidateValue, Effect, Low < Effect AND Effect < High";
    assertThat(lastKept("steady", figures)).isEqualTo("0.95\t0.6\t-0.35\t1");
  }

  @Test
  void night_spendsLess_thanTheOneBefore() {
    Definitions definitions = definitions("spending", "");
    nights(definitions, 190, 190, 190, 190);
    // 5 % / (k (k + 1))
    assertThat(kept("spending", "round(Level, 9)"))
        .isEqualTo("\\N\n0.025\n0.008333333\n0.004166667");
  }

  @Test
  void twoEvaluators_shareWhatANightMaySpend() {
    Definitions definitions =
        Evals.of(
            """
            evals:
              - {name: one, check: {type: errors}, schedule: {cron: '0 2 * * *', compare: {}}}
              - {name: other, check: {type: errors}, schedule: {cron: '0 2 * * *', compare: {}}}
              - {name: third, check: {type: errors}, schedule: {cron: '0 2 * * *'}}
            """);
    nights(definitions, 190, 190);
    assertThat(Double.parseDouble(lastKept("one", "Level"))).isCloseTo(0.0125, within(1e-12));
    assertThat(kept("third", "count()")).isEqualTo("0");
  }

  @Test
  void sameDateAgain_isNoSecondLook() {
    Definitions definitions = definitions("again", "");
    nights(definitions, 190, 190);
    nightly(definitions, 1).lookDue();
    assertThat(kept("again", "Look")).isEqualTo("0\n1");
  }

  /** A process that dies before it has kept its look leaves none; the next has the same number. */
  @Test
  void diedBeforeItWasKept_isLookedAtByTheNext() {
    Definitions definitions = definitions("died", "");
    nights(definitions, 190);
    scores(definitions, 1, 190);
    scheduled(definitions, 1).runDue();
    assertThat(kept("died", "Look")).isEqualTo("0");
    nightly(definitions, 1).lookDue();
    nightly(definitions, 1).lookDue();
    assertThat(kept("died", "Look")).isEqualTo("0\n1");
  }

  @Test
  void batchThatIsNotDone_isNotComparedYet() {
    Definitions definitions = definitions("early", "");
    scores(definitions, 0, 190);
    nightly(definitions, 0).lookDue();
    assertThat(kept("early", "count()")).isEqualTo("0");
  }

  /** Nothing was tested, so nothing is spent; and what has no scores is no reference. */
  @Test
  void nightsWithoutScores_areRefused_andSpendNothing() {
    Definitions definitions = definitions("pauses", "");
    nights(definitions, 0, 190, 0, 190);
    assertThat(kept("pauses", "Look, Verdict, Level IS NULL"))
        .isEqualTo("0\tREFUSED\t1\n0\tREFERENCE\t1\n1\tREFUSED\t1\n1\tPASS\t0");
    assertThat(kept("pauses", "Reason LIKE '%has no scores: run the evaluator over it'"))
        .isEqualTo("1\n0\n1\n0");
  }

  @Test
  void reference_thatIsNamed_holdsFromTheFirstNight() {
    Definitions definitions =
        definitions("named", ", reference: 'from=2026-11-19T02:00:00Z,until=2026-11-20T02:00:00Z'");
    nights(definitions, 190, 100);
    assertThat(kept("named", "Look, Verdict")).isEqualTo("1\tREFUSED\n1\tREGRESSION");
    assertThat(kept("named", "Reason LIKE 'runs of the reference are compared with themselves%'"))
        .isEqualTo("1\n0");
  }

  /** A judge that nobody trusts yet becomes a reference, and stops nothing. */
  @Test
  void judgeThatIsNotTrusted_isRefused_untilPeopleHaveLabelledEnough() {
    Definitions definitions =
        Evals.of(
            """
            evals:
              - name: judged
                select: {agent: support-*}
                check: {type: judge, criterion: tone, judge: {provider: openai, model: judge-1}}
                trust: {kappa: 0.6, labels: 40}
                schedule: {cron: '0 2 * * *', over: 1d, compare: {margin: 0.1}}
            """);
    nights(definitions, 190, 120);
    assertThat(lastKept("judged", "Look, Verdict, Effect IS NULL")).isEqualTo("1\tREFUSED\t1");
    assertThat(lastKept("judged", "Reason"))
        .isEqualTo(
            "the judge is not trusted to be a gate: 0 targets are labelled, and 40 must be: label more; eval calibrate shows it");
    labelAsJudged("judged", 40);
    scores(definitions, 2, 120);
    scheduled(definitions, 2).runDue();
    nightly(definitions, 2).lookDue();
    assertThat(lastKept("judged", "Look, Verdict")).isEqualTo("1\tREGRESSION");
  }

  @Test
  void nightWhoseBatchABudgetStopped_isKeptAsRefused() {
    Definitions definitions =
        Evals.of(
            """
            evals:
              - name: stopped
                select: {agent: support}
                check: {type: errors}
                budget_usd: 0.5
                schedule: {cron: '0 2 * * *', over: 1d, compare: {margin: 0.1}}
            """);
    Seeded.runs(database, 0, 3);
    String batch = Scheduled.id(definitions.all().get(0), FIRST.plusSeconds(86_400));
    database
        .eval()
        .execute(
            "INSERT INTO eval_scores (ScoreId, RunId, Evaluator, Batch, JudgeCostUsd, ScoredAt) VALUES ('spent', 'elsewhere', 'stopped', '%s', 0.6, '2026-11-21 01:00:00')"
                .formatted(batch));
    scheduled(definitions, 1).runDue();
    nightly(definitions, 1).lookDue();
    nightly(definitions, 1).lookDue();
    assertThat(kept("stopped", "Verdict, Look, Reason"))
        .isEqualTo(
            "REFUSED\t0\tthe batch of this date stopped after 0 runs, and what is left of it may be another mix: stopped has cost $0.6 of its budget_usd of $0.5: a new batch goes on with the runs that are left");
  }

  /** The first one's batch was planned by something that is no definition any more. */
  @Test
  void definitionThatFails_holdsUpNoneAfterIt() {
    Definitions definitions =
        Evals.of(
            """
            evals:
              - {name: broken, check: {type: errors}, schedule: {cron: '0 2 * * *', compare: {}}}
              - {name: sound, check: {type: errors}, schedule: {cron: '0 2 * * *', compare: {}}}
            """);
    database
        .eval()
        .execute(
            "INSERT INTO eval_batches (Batch, Kind, Definitions, Runs, At) VALUES ('%s', 'planned', 'evals: nonsense', 1, now64(3))"
                .formatted(Scheduled.id(definitions.all().get(0), FIRST)));
    nights(definitions, 190);
    assertThat(kept("broken", "count()")).isEqualTo("0");
    assertThat(kept("sound", "Verdict")).isEqualTo("REFERENCE");
  }

  private static Definitions definitions(String name, String more) {
    return Evals.of(
        """
        evals:
          - name: %s
            select: {agent: support-*}
            check: {type: errors}
            schedule: {cron: '0 2 * * *', over: 1d, compare: {margin: 0.1%s}}
        """
            .formatted(name, more));
  }

  /** Has each night with so many scores of 1, or no scores for none. */
  private void nights(Definitions definitions, int... ones) {
    for (int night = 0; night < ones.length; night++) {
      if (ones[night] > 0) {
        scores(definitions, night, ones[night]);
      }
      scheduled(definitions, night).runDue();
      nightly(definitions, night).lookDue();
    }
  }

  private void scores(Definitions definitions, int night, int ones) {
    definitions.all().forEach(definition -> scores(definition, night, ones));
  }

  private void scores(Definition definition, int night, int ones) {
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, RunStartedAt, AgentName, Evaluator, EvaluatorVersion, Source, Label, Status, Score, SamplingWeight, ScoredAt)
            SELECT
              concat('%1$s', toString(number), '-%3$d'), 'run', concat('run-%3$d-', toString(number)) AS run, run,
              toDateTime64('2026-11-19 12:00:00', 9, 'UTC') + toIntervalDay(%3$d) + toIntervalSecond(number), 'support-desk', '%1$s', '%2$s',
              '%6$s', if(number < %4$d, 'pass', 'fail'), 'scored', if(number < %4$d, 1, 0), 1,
              toDateTime64('2026-11-20 01:00:00', 3, 'UTC') + toIntervalDay(%3$d)
            FROM numbers(%5$d)
            """
                .formatted(
                    definition.name(),
                    definition.version(),
                    night,
                    ones,
                    SCORES,
                    definition.judge() == null ? "code" : "judge"));
  }

  /** Of the second night, by a person who says what the judge says. */
  private void labelAsJudged(String evaluator, int labels) {
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_labels (Evaluator, TargetKind, RunId, TargetId, Label, `By`, At, BatchId)
            SELECT Evaluator, TargetKind, RunId, TargetId, Label, 'ana', now64(3), 'ana'
            FROM eval_scores WHERE Evaluator = '%s' AND RunId LIKE 'run-1-%%' ORDER BY cityHash64(RunId) LIMIT %d
            """
                .formatted(evaluator, labels));
  }

  private String kept(String evaluator, String columns) {
    return database.ask(
        "SELECT "
            + columns
            + " FROM (SELECT * FROM eval_comparisons WHERE Evaluator = '"
            + evaluator
            + "' ORDER BY At)");
  }

  private String lastKept(String evaluator, String columns) {
    String all = kept(evaluator, columns);
    return all.substring(all.lastIndexOf('\n') + 1);
  }

  private Scheduled scheduled(Definitions definitions, int night) {
    return new Scheduled(batches(night), definitions, Dates.OF_SCHEDULES);
  }

  private Nightly nightly(Definitions definitions, int night) {
    ScoreWriter writer = batches(night).writer();
    return new Nightly(
        batches(night),
        definitions,
        new Comparisons(writer.insert(), writer.clock()),
        Dates.OF_SCHEDULES);
  }

  private Batches batches(int night) {
    Instant at = FIRST.plusSeconds(86_400L * night + 40);
    ScoreWriter writer =
        new ScoreWriter(TokenInsert.into(database.eval()), Clock.fixed(at, ZoneOffset.UTC));
    return new Batches(database.eval(), writer, CustomChecks.onClassPath());
  }
}
