/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static dev.aiops.grafana.Quality.count;
import static dev.aiops.grafana.Quality.isBy;
import static dev.aiops.grafana.Quality.mean;
import static dev.aiops.grafana.Quality.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.seed.Evaluated;
import dev.aiops.grafana.seed.Labelled;
import dev.aiops.grafana.seed.Score;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What panels say of evaluators, against the same made in Java from what was written. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluatorsTest {

  private static final String EVALS = "aiops-evals";
  private static final String RUN = "aiops-run";

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1));
  private final Evaluated written = Evaluated.until(now);
  private final TestDatabase database;
  private final Shown shown;

  EvaluatorsTest(TestDatabase database) {
    this.database = database;
    this.shown = new Shown(database.read(), look);
  }

  @BeforeAll
  void seed() {
    written.write(database);
  }

  @Test
  void errorsAndUnknowns_areOfWhatEvaluatorsWereTriedOn() {
    List<Score> today = written.ofToday();
    double tried = count(today, s -> !s.status().equals("not_applicable"));
    assertThat(number(EVALS, "Errors of evaluators"))
        .isCloseTo(count(today, s -> s.status().equals("error")) / tried, within(1e-12));
    assertThat(number(EVALS, "Unknown"))
        .isCloseTo(count(today, s -> s.status().equals("unknown")) / tried, within(1e-12));
    Answer failed = shown.ask(EVALS, "What evaluators failed on");
    assertThat(failed.column("Error")).containsExactly("it broke");
    assertThat(failed.text(0, "Times"))
        .isEqualTo(Long.toString(count(today, s -> s.status().equals("error"))));
    assertThat(failed.text(0, "RunId"))
        .isEqualTo(
            today.stream()
                .filter(s -> s.status().equals("error"))
                .max(Comparator.comparing(Score::started).thenComparing(Score::run))
                .orElseThrow()
                .run());
  }

  @Test
  void evaluators_haveWhatTheySaid() {
    Answer evaluators = shown.ask(EVALS, "What evaluators said");
    assertThat(evaluators.column("Evaluator")).containsExactly(Evaluated.SOLVED, Evaluated.TONE);
    assertThat(evaluators.column("Source")).containsExactly("code", "judge");
    List<Score> tone = written.ofToday().stream().filter(s -> isBy(s, Evaluated.TONE)).toList();
    assertThat(evaluators.text(1, "Scored")).isEqualTo(Long.toString(count(tone, Score::isScored)));
    assertThat(evaluators.text(1, "NotApplicable"))
        .isEqualTo(Long.toString(count(tone, s -> s.status().equals("not_applicable"))));
    assertThat(cell(evaluators, 1, "Passed")).isCloseTo(share(tone), within(1e-12));
    assertThat(cell(evaluators, 1, "Mean")).isCloseTo(mean(tone.stream()), within(1e-12));
    double tried = count(tone, s -> !s.status().equals("not_applicable"));
    assertThat(cell(evaluators, 1, "ErrorShare"))
        .isCloseTo(count(tone, s -> s.status().equals("error")) / tried, within(1e-12));
  }

  @Test
  void judges_haveTheirCost_alsoOfWhatWasReplaced_andUnknownIsCounted() {
    List<Score> judged =
        Stream.concat(written.scores().stream(), written.replaced().stream())
            .filter(s -> isToday(s) && !s.judge().isEmpty())
            .toList();
    assertThat(shown.money(EVALS, "Judge cost")).isEqualByComparingTo(usd(judged));
    Answer judges = shown.ask(EVALS, "Judges");
    assertThat(judges.column("Judge")).containsExactlyInAnyOrder("judge-0", "judge-1");
    for (int row = 0; row < 2; row++) {
      String name = judges.text(row, "Judge");
      List<Score> own = judged.stream().filter(s -> s.judge().equals(name)).toList();
      assertThat(judges.text(row, "Judged")).isEqualTo(Integer.toString(own.size()));
      assertThat(Shown.rounded(judges.text(row, "Cost"))).isEqualByComparingTo(usd(own));
      assertThat(judges.text(row, "Unpriced"))
          .isEqualTo(Long.toString(count(own, s -> s.usd().isEmpty())));
    }
  }

  @Test
  void agreement_isOfWhatPeopleSaidLast_beyondChance() {
    Answer agreement = shown.ask(EVALS, "Agreement with people");
    assertThat(agreement.column("Judge")).isSubsetOf("judge-0", "judge-1").isNotEmpty();
    for (int row = 0; row < agreement.rows().size(); row++) {
      String judge = agreement.text(row, "Judge");
      List<Labelled> own = written.labels().stream().filter(l -> counts(l, judge)).toList();
      double n = own.size();
      double agreed = own.stream().filter(l -> l.score().isPassed() == passes(l)).count() / n;
      double people = own.stream().filter(EvaluatorsTest::passes).count() / n;
      double model = own.stream().filter(l -> l.score().isPassed()).count() / n;
      double chance = people * model + (1 - people) * (1 - model);
      assertThat(agreement.text(row, "Labels")).isEqualTo(Integer.toString(own.size()));
      assertThat(cell(agreement, row, "Agreement")).isCloseTo(agreed, within(1e-12));
      assertThat(cell(agreement, row, "Kappa"))
          .isCloseTo((agreed - chance) / (1 - chance), within(1e-9));
      assertThat(cell(agreement, row, "GoodFound"))
          .isCloseTo(
              own.stream().filter(l -> passes(l) && l.score().isPassed()).count() / (people * n),
              within(1e-9));
    }
  }

  private boolean counts(Labelled label, String judge) {
    return isToday(label.score())
        && label.score().isScored()
        && label.score().judge().equals(judge)
        && !label.label().equals("unknown");
  }

  private static boolean passes(Labelled label) {
    return label.label().equals("pass");
  }

  @Test
  void run_hasItsScores_asTheyHold() {
    Score replaced = written.replaced().stream().filter(this::isToday).findFirst().orElseThrow();
    Shown run = new Shown(database.read(), look.with("run", replaced.run()));
    Answer scores = run.ask(RUN, "Scores");
    assertThat(scores.column("Evaluator")).containsExactly(Evaluated.TONE);
    assertThat(cell(scores, 0, "Score")).isCloseTo(1 - replaced.value(), within(1e-12));
    assertThat(scores.text(0, "Result"))
        .isEqualTo(replaced.again(1 - replaced.value()).isPassed() ? "passed" : "not passed");
  }

  private static BigDecimal usd(List<Score> scores) {
    return scores.stream()
        .flatMap(score -> score.usd().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private boolean isToday(Score score) {
    return !score.started().isBefore(written.from());
  }

  private double number(String board, String title) {
    return Double.parseDouble(shown.number(board, title));
  }

  private static double cell(Answer answer, int row, String column) {
    return Double.parseDouble(answer.text(row, column));
  }
}
