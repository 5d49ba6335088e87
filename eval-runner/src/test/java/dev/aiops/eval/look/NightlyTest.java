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
import dev.aiops.eval.batch.Scheduled;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
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
    definitions
        .versions()
        .forEach(
            (name, version) ->
                database
                    .eval()
                    .execute(
                        """
                        INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, RunStartedAt, AgentName, Evaluator, EvaluatorVersion, Source, Status, Score, SamplingWeight, ScoredAt)
                        SELECT
                          concat('%1$s', toString(number), '-%3$d'), 'run', concat('run-%3$d-', toString(number)) AS run, run,
                          toDateTime64('2026-11-19 12:00:00', 9, 'UTC') + toIntervalDay(%3$d) + toIntervalSecond(number), 'support-desk', '%1$s', '%2$s',
                          'code', 'scored', if(number < %4$d, 1, 0), 1, toDateTime64('2026-11-20 01:00:00', 3, 'UTC') + toIntervalDay(%3$d)
                        FROM numbers(%5$d)
                        """
                            .formatted(name, version, night, ones, SCORES)));
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
    return new Scheduled(batches(night), definitions);
  }

  private Nightly nightly(Definitions definitions, int night) {
    ScoreWriter writer = batches(night).writer();
    return new Nightly(
        batches(night), definitions, new Comparisons(writer.insert(), writer.clock()));
  }

  private Batches batches(int night) {
    Instant at = FIRST.plusSeconds(86_400L * night + 40);
    ScoreWriter writer =
        new ScoreWriter(TokenInsert.into(database.eval()), Clock.fixed(at, ZoneOffset.UTC));
    return new Batches(database.eval(), writer, CustomChecks.onClassPath());
  }
}
