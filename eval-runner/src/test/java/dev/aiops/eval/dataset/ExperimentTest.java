/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.Evaluation;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.SampleRun;
import dev.aiops.eval.trace.Seeded;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs of Seeded: run n was asked where order n is. */
@ExtendWith(ClickHouseExtension.class)
class ExperimentTest {

  private static final int RUNS = 40;
  private static final Instant UNTIL = Seeded.START.plusSeconds(RUNS);

  private static final Definitions DEFINITIONS =
      Evals.of(
          """
          evals:
            - name: as-expected
              check: {type: exact, expected: "-"}
              from_case: {expected: answer}
            - name: plain
              check: {type: errors}
          """);

  private final TestDatabase database;
  private final Datasets datasets;

  ExperimentTest(TestDatabase database) {
    this.database = database;
    datasets = new Datasets(TokenInsert.into(database.eval()), Clock.systemUTC());
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    Seeded.runs(database, 0, RUNS);
  }

  @Test
  void runs_areScoredByWhatTheirCaseExpects() {
    Version version = datasets.save("orders", cases(0, 30, "Order %d arrives today."));
    Experiment.Result result = experiment(version, DEFINITIONS);
    assertThat(result.cases()).isEqualTo(30);
    assertThat(result.answered()).isEqualTo(30);
    // every tenth failed, and has no answer
    assertThat(scored("as-expected", version)).isEqualTo("30\t27\t27");
    assertThat(scored("plain", version)).isEqualTo("30\t30\t27");
    assertThat(
            database.ask(
                "SELECT RunId, Score FROM eval_scores WHERE Evaluator = 'as-expected' AND CaseId = 'case-7'"))
        .isEqualTo("run-7\t1");
  }

  @Test
  void casesWithoutARun_areCounted() {
    Version version = datasets.save("others", cases(38, 6, "Order %d is lost."));
    Experiment.Result result = experiment(version, DEFINITIONS);
    assertThat(result.cases()).isEqualTo(6);
    assertThat(result.answered()).isEqualTo(2);
    assertThat(scored("as-expected", version)).isEqualTo("2\t1\t0");
  }

  @Test
  void caseThatLacksWhatADefinitionTakes_stopsBeforeAnythingIsScored() {
    Version version =
        datasets.save("lacking", CaseLines.read("x", List.of("{\"id\": \"q\", \"input\": \"?\"}")));
    assertThatThrownBy(() -> experiment(version, DEFINITIONS))
        .hasMessage("case q, as-expected: it expects no answer: add it to expected");
    assertThat(scored("plain", version)).isEqualTo("0\t0\t0");
  }

  @Test
  void valuesOfTheWrongKind_areTold() {
    Definitions regex =
        Evals.of(
            "evals: [{name: r, check: {type: regex, pattern: x}, from_case: {pattern: answer}}]");
    Version version = datasets.save("broken", cases(0, 1, "("));
    assertThatThrownBy(() -> experiment(version, regex))
        .hasMessageContaining("case case-0, r: ")
        .hasMessageContaining("is not a regular expression");
  }

  @Test
  void save_newVersion_leavesTheOld() {
    Version first = datasets.save("kept", cases(0, 2, "a %d"));
    Version second = datasets.save("kept", cases(0, 3, "b %d"));
    assertThat(second).hasToString("kept@2");
    assertThat(datasets.newest("kept")).isEqualTo(second);
    assertThat(datasets.cases(first)).hasSize(2);
    assertThat(datasets.cases(second)).hasSize(3);
    assertThatThrownBy(() -> datasets.newest("none")).hasMessageContaining("there is no dataset");
    assertThatThrownBy(() -> Version.of("kept")).hasMessageContaining("as support@3");
  }

  /** What answers a case is not traffic: a batch leaves such a definition out. */
  @Test
  void definitionThatNeedsACase_isNotEvaluatedOfTraffic() {
    assertThat(DEFINITIONS.all()).extracting(Definition::needsCase).containsExactly(true, false);
    assertThat(new Evaluation(DEFINITIONS).of(SampleRun.answering("yes"), 0, Set.of()))
        .extracting(score -> score.definition().name())
        .containsExactly("plain");
  }

  private static List<Case> cases(int first, int count, String answer) {
    return CaseLines.read(
        "cases",
        IntStream.range(first, first + count)
            .mapToObj(
                n ->
                    "{\"id\": \"case-%d\", \"input\": \"Where is order %d?\", \"expected\": \"%s\"}"
                        .formatted(n, n, answer.formatted(n)))
            .toList());
  }

  private Experiment.Result experiment(Version version, Definitions definitions) {
    TokenInsert insert = TokenInsert.into(database.eval());
    return new Experiment(version, definitions, Experiment.TAG)
        .run(
            datasets,
            new Answers(Seeded.START, UNTIL, run -> true),
            new ScoreWriter(insert, Clock.systemUTC()),
            CustomChecks.onClassPath());
  }

  private String scored(String evaluator, Version version) {
    return database.ask(
        "SELECT count(), countIf(Status = 'scored'), countIf(Passed = 1) FROM eval_scores WHERE Evaluator = '"
            + evaluator
            + "' AND Dataset = '"
            + version
            + "'");
  }
}
