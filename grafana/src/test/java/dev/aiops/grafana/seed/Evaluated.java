/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import dev.aiops.clickhouse.junit.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Scores of a day and of the day before, and comparisons of them, to compute from it what panels
 * must show.
 *
 * @param now the day's end
 * @param scores those that hold
 * @param replaced those in whose place others stand
 * @param comparisons those that were kept
 * @param labels what a person said last of some of the judge's runs
 */
public record Evaluated(
    Instant now,
    List<Score> scores,
    List<Score> replaced,
    List<Compared> comparisons,
    List<Labelled> labels) {

  /** The evaluator of Newcombe's example: 48 of 80 before, 56 of 70 now. */
  public static final String SOLVED = "solved";

  /** A judge whose name needs quoting. */
  public static final String TONE = "tone's \\ %";

  private static final Span.Who DESK = new Span.Who("shop", "prod", "support", "desk", "1.0");
  private static final Duration DAY = Duration.ofDays(1);

  /** What ended at a moment. */
  public static Evaluated until(Instant now) {
    Evaluated made =
        new Evaluated(
            now, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    made.solved(now.minus(DAY), 80, 48);
    made.solved(now, 70, 56);
    made.tone(new Random(7));
    made.compared();
    made.labelled();
    return made;
  }

  /** Writes it. */
  public void write(TestDatabase database) {
    Rows.scores(database, scores);
    Rows.scores(database, replaced);
    Rows.comparisons(database, comparisons);
    Rows.labels(database, labels);
    Rows.labels(
        database, labels.stream().map(Evaluated::otherwise).limit(labels.size() / 2).toList());
  }

  /** When the day began. */
  public Instant from() {
    return now.minus(DAY);
  }

  /** The scores of the day. */
  public List<Score> ofToday() {
    return scores.stream().filter(score -> !score.started().isBefore(from())).toList();
  }

  private void solved(Instant end, int count, int passed) {
    for (int i = 0; i < count; i++) {
      Instant at = end.minusSeconds(600L * i + 7);
      String run = "solved-" + at.getEpochSecond();
      scores.add(Score.of(DESK, run, at, SOLVED, i < passed ? 1 : 0));
    }
  }

  /** Each stands for four runs. */
  private void tone(Random random) {
    List<Span.Who> who = List.of(DESK, Day.HOSTILE);
    List<String> models = List.of("gpt-5.1", "gpt-5-mini", "o'model");
    for (int i = 0; i < 150; i++) {
      Score score =
          Score.of(
                  who.get(random.nextInt(2)),
                  "tone-" + i,
                  now.minusSeconds(60 + random.nextInt(170_000)),
                  TONE,
                  random.nextInt(101) / 100.0)
              .asking(models.get(random.nextInt(3)))
              .standingFor(4)
              .judgedBy("judge-" + i % 2, cost(i));
      put(score, random);
    }
  }

  private void put(Score score, Random random) {
    switch (random.nextInt(10)) {
      case 0 -> scores.add(score.as("error"));
      case 1 -> scores.add(score.as("unknown"));
      case 2 -> scores.add(score.as("not_applicable"));
      case 3 -> {
        replaced.add(score);
        scores.add(score.again(1 - score.value()));
      }
      default -> scores.add(score);
    }
  }

  /** Every seventh has no price. */
  private static Optional<BigDecimal> cost(int i) {
    return i % 7 == 0 ? Optional.empty() : Optional.of(BigDecimal.valueOf(100_000L + i, 9));
  }

  private void compared() {
    Instant night = now.minusSeconds(40_000);
    comparisons.add(new Compared(night.minus(DAY), "desk", SOLVED, 1, "PASS", 0.75, 0.75));
    comparisons.add(new Compared(night, "desk", SOLVED, 2, "REGRESSION", 0.75, 0.5));
    comparisons.add(new Compared(now.minusSeconds(30_000), "", TONE, 1, "PASS", 0.5, 0.75));
    comparisons.add(
        new Compared(now.minusSeconds(20_000), "desk", SOLVED, 3, "REFUSED", 0.75, 0.75));
  }

  /**
   * Every second of the judge's; who labels differs from every fifth of those, and passes on one.
   */
  private void labelled() {
    List<Score> judged = scores.stream().filter(s -> s.evaluator().equals(TONE)).toList();
    for (int i = 0; i < judged.size(); i += 2) {
      Score score = judged.get(i);
      String label = score.isPassed() == (i % 5 != 0) ? "pass" : "fail";
      labels.add(new Labelled(score, "ann", i == 4 ? "unknown" : label, now.minusSeconds(10)));
    }
  }

  /** What was said before that. */
  private static Labelled otherwise(Labelled last) {
    String label = last.label().equals("pass") ? "fail" : "pass";
    return new Labelled(last.score(), last.by(), label, last.at().minusSeconds(60));
  }
}
