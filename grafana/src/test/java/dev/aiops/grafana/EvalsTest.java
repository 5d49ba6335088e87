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
import dev.aiops.grafana.seed.Compared;
import dev.aiops.grafana.seed.Evaluated;
import dev.aiops.grafana.seed.Score;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What panels say of quality, against the same made in Java from what was written. */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvalsTest {

  private static final String EVALS = "aiops-evals";
  private static final String ROOM = "aiops-control-room";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Look look = Look.at(now, Duration.ofDays(1));
  private final Evaluated written = Evaluated.until(now);
  private final TestDatabase database;
  private final Shown shown;

  EvalsTest(TestDatabase database) {
    this.database = database;
    this.shown = new Shown(database.read(), look);
  }

  @BeforeAll
  void seed() {
    written.write(database);
  }

  @Test
  void shareThatPassed_isOfRunsThatScoresStandFor() {
    double passed = share(written.ofToday());
    assertThat(number(EVALS, "Passed")).isCloseTo(passed, within(1e-12));
    assertThat(number(ROOM, "Passed")).isCloseTo(passed, within(1e-12));
    double before = share(written.scores().stream().filter(s -> !isToday(s)).toList());
    assertThat(number(EVALS, "Passed against the time before"))
        .isCloseTo(passed - before, within(1e-12));
  }

  /** Statistics in Medicine 17 (1998), page 876, example (a), method 10. */
  @Test
  void change_hasTheIntervalThatNewcombePublished() {
    for (Answer answer :
        List.of(
            shown.ask(EVALS, "The time range against the one before"),
            shown.ask(ROOM, "Quality by evaluator"))) {
      int row = answer.column("Evaluator").indexOf(Evaluated.SOLVED);
      assertThat(List.of(answer.text(row, "NBefore"), answer.text(row, "NNow")))
          .containsExactly("80", "70");
      assertThat(cell(answer, row, "Before")).isCloseTo(0.6, within(1e-12));
      assertThat(cell(answer, row, "Change")).isCloseTo(0.2, within(1e-12));
      assertThat(cell(answer, row, "Low")).isCloseTo(0.0524, within(5e-5));
      assertThat(cell(answer, row, "High")).isCloseTo(0.3339, within(5e-5));
    }
  }

  @Test
  void change_ofAJudge_countsWhatHoldsAndIsScored() {
    Answer answer = shown.ask(EVALS, "The time range against the one before");
    int row = answer.column("Evaluator").indexOf(Evaluated.TONE);
    List<Score> all =
        written.scores().stream().filter(s -> s.isScored() && isBy(s, Evaluated.TONE)).toList();
    List<Score> today = all.stream().filter(this::isToday).toList();
    int before = all.size() - today.size();
    assertThat(answer.text(row, "NNow")).isEqualTo(Integer.toString(today.size()));
    assertThat(answer.text(row, "NBefore")).isEqualTo(Integer.toString(before));
    assertThat(cell(answer, row, "Now"))
        .isCloseTo((double) count(today, Score::isPassed) / today.size(), within(1e-12));
    assertThat(cell(answer, row, "Before"))
        .isCloseTo((double) count(all, s -> s.isPassed() && !isToday(s)) / before, within(1e-12));
  }

  @Test
  void regressions_areTheNewestVerdicts_andARefusedOneIsNone() {
    assertThat(shown.number(EVALS, "Regressions")).isEqualTo("1");
    assertThat(shown.number(ROOM, "Regressions")).isEqualTo("1");
    Look chosen = look.with("evaluator", Evaluated.TONE);
    assertThat(new Shown(database.read(), chosen).number(EVALS, "Regressions")).isEqualTo("0");
  }

  @Test
  void comparisons_newestFirst_haveTheirInterval() {
    List<Compared> made =
        written.comparisons().stream()
            .filter(c -> !c.at().isBefore(written.from()))
            .sorted(Comparator.comparing(Compared::at).reversed())
            .toList();
    Answer table = shown.ask(EVALS, "Kept comparisons");
    assertThat(table.column("Verdict"))
        .isEqualTo(made.stream().map(Compared::verdict).toList())
        .containsExactly("REFUSED", "PASS", "REGRESSION");
    assertThat(table.column("Agents")).containsExactly("desk", "all", "desk");
    assertThat(table.column("Low"))
        .map(Double::valueOf)
        .isEqualTo(made.stream().map(c -> c.now() - c.before() - Compared.HALF).toList());
    Answer line = shown.ask(EVALS, "Change against the reference");
    assertThat(line.column("evaluator"))
        .containsExactly("solved of desk", Evaluated.TONE, "solved of desk");
    assertThat(line.column("change")).map(Double::valueOf).containsExactly(-0.25, 0.25, 0.0);
    assertThat(line.column("high")).map(Double::valueOf).containsExactly(-0.125, 0.375, 0.125);
  }

  @Test
  void scoresOverTime_areMeansByWhenTheRunBegan() {
    assertThat(line(EVALS, "Score by evaluator", "evaluator"))
        .isEqualTo(means(s -> s.evaluator() + " v1"));
    assertThat(line(EVALS, "Score by agent", "agent")).isEqualTo(means(s -> s.who().agent()));
    assertThat(line(EVALS, "Score by version", "version"))
        .isEqualTo(means(s -> s.who().agent() + " " + s.who().version()));
    assertThat(line(EVALS, "Score by model", "model")).isEqualTo(means(Score::model));
  }

  @Test
  void worstRuns_areThoseThatFailedMost_thenTheLowest() {
    List<String> made =
        written.ofToday().stream()
            .filter(s -> s.isScored() && !s.isPassed())
            .sorted(
                Comparator.comparing(Score::value)
                    .thenComparing(Score::started, Comparator.reverseOrder())
                    .thenComparing(Score::run))
            .map(Score::run)
            .toList();
    Answer worst = shown.ask(EVALS, "Worst runs");
    assertThat(worst.column("RunId")).isEqualTo(made.subList(0, worst.rows().size()));
    assertThat(worst.rows()).hasSize(Math.min(50, made.size()));
    assertThat(worst.column("NotPassed")).containsOnly("1");
  }

  @Test
  void filters_chooseEvaluatorModelAndTeam() {
    Look chosen = look.with("evaluator", Evaluated.TONE).with("model", "o'model", "gpt-5-mini");
    List<Score> made =
        written.ofToday().stream()
            .filter(s -> isBy(s, Evaluated.TONE) && !s.model().equals("gpt-5.1"))
            .toList();
    assertThat(Double.parseDouble(new Shown(database.read(), chosen).number(EVALS, "Passed")))
        .isCloseTo(share(made), within(1e-12));
    Look nobody = look.with("team", "nobody");
    assertThat(new Shown(database.read(), nobody).number(EVALS, "Passed")).isEqualTo("null");
    assertThat(shown.ask(EVALS, "$evaluator").column("Evaluator"))
        .containsExactly(Evaluated.SOLVED, Evaluated.TONE);
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

  /** Means by interval and name; the names of two evaluators differ only in what is asked for. */
  private Map<String, Double> means(Function<Score, String> name) {
    long step = look.interval().toSeconds();
    return written.ofToday().stream()
        .filter(Score::isScored)
        .collect(
            Collectors.groupingBy(
                s -> s.started().getEpochSecond() / step * step + " " + name.apply(s),
                TreeMap::new,
                Collectors.collectingAndThen(
                    Collectors.toList(), scores -> rounded(mean(scores.stream())))));
  }

  private Map<String, Double> line(String board, String title, String series) {
    Answer answer = shown.ask(board, title);
    return IntStream.range(0, answer.rows().size())
        .boxed()
        .collect(
            Collectors.toMap(
                row ->
                    LocalDateTime.parse(answer.text(row, "time"), TIME)
                            .toEpochSecond(ZoneOffset.UTC)
                        + " "
                        + answer.text(row, series),
                row -> rounded(cell(answer, row, "score")),
                (a, b) -> a,
                TreeMap::new));
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e9) / 1e9;
  }
}
