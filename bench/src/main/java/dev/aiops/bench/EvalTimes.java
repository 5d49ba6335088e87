/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.EvalRunner.Ran;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * How long code evaluators take over a day of runs, and a comparison of that day's scores with as
 * many of two days before.
 */
final class EvalTimes implements Measurement {
  private static final double BATCH_SECONDS = 60;
  private static final double COMPARISON_SECONDS = 5;
  private static final Duration BEFORE = Duration.ofDays(2);

  /** A definition that scores every run. */
  private static final String COMPARED = "no-errors";

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    return report(measured(lab, plan));
  }

  static Measured measured(Lab lab, Plan plan) throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    new DrawnDays(lab.store(), end, plan.evaluatedRuns()).reach(1);
    // they are to be made here
    lab.store().execute("TRUNCATE TABLE eval_scores");
    System.err.println("a day is written");
    Ran batch =
        lab.evalRunner()
            .run(
                "run", "--definitions", definitions(lab), "--days", "2", "--until", end.toString());
    copyBefore(lab);
    Ran comparison =
        lab.evalRunner()
            .run(
                "compare",
                "--reference",
                window(end.minus(BEFORE)),
                "--candidate",
                window(end),
                "--evaluators",
                COMPARED);
    return new Measured(
        count(lab, "uniqExact(RunId)", "Batch != ''"),
        count(lab, "count()", "Batch != ''"),
        batch.seconds(),
        count(lab, "count()", "Batch != '' AND Evaluator = '" + COMPARED + "'"),
        comparison.seconds(),
        comparison.said());
  }

  private static String definitions(Lab lab) throws IOException {
    try (InputStream in = EvalTimes.class.getResourceAsStream("evals.yaml")) {
      if (in == null) {
        throw new IOException("no evals.yaml beside " + EvalTimes.class.getName());
      }
      Path file = lab.folder().resolve("evals.yaml");
      Files.write(file, in.readAllBytes());
      return file.toString();
    }
  }

  /** The same scores, of other runs, as if they had been made of an earlier day. */
  private static void copyBefore(Lab lab) {
    lab.store()
        .execute(
            """
            INSERT INTO eval_scores SELECT * REPLACE (
              'before-' || ScoreId AS ScoreId, 'before-' || RunId AS RunId, 'before-' || TargetId AS TargetId,
              if(ConversationId = '', '', 'before-' || ConversationId) AS ConversationId,
              RunStartedAt - INTERVAL %d SECOND AS RunStartedAt, '' AS Batch, 'before' AS BatchId)
            FROM eval_scores"""
                .formatted(BEFORE.toSeconds()));
  }

  private static String window(Instant end) {
    return "from=" + end.minus(Duration.ofDays(2)).plusSeconds(1) + ",until=" + end;
  }

  private static long count(Lab lab, String what, String where) {
    return Long.parseLong(lab.store().ask("SELECT " + what + " FROM eval_scores WHERE " + where));
  }

  private static Finding report(Measured measured) {
    Table table = new Table("(j) Evals", "what", "of", "seconds");
    table.row(
        "8 code evaluators over a day",
        String.format(Locale.ROOT, "%,d runs, %,d scores", measured.runs(), measured.scores()),
        seconds(measured.batchSeconds()));
    table.row(
        "comparison of two windows",
        String.format(Locale.ROOT, "%,d scores each", measured.compared()),
        seconds(measured.comparisonSeconds()));
    return new Finding(table, measured.limits());
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  /**
   * What was measured; both commands with the start of their JVM.
   *
   * @param compared scores of one window
   * @param report what the comparison said
   */
  record Measured(
      long runs,
      long scores,
      double batchSeconds,
      long compared,
      double comparisonSeconds,
      String report) {
    List<Limit> limits() {
      return List.of(
          limit(
              runs + " runs evaluated, in a heap of " + EvalRunner.HEAP_MEGABYTES + " MB",
              batchSeconds,
              BATCH_SECONDS),
          limit(
              "two windows of " + compared + " scores compared",
              comparisonSeconds,
              COMPARISON_SECONDS));
    }

    private static Limit limit(String what, double seconds, double most) {
      return new Limit(
          String.format(Locale.ROOT, "(j) %s in under %.0f s", what, most),
          EvalTimes.seconds(seconds) + " s",
          seconds < most);
    }
  }
}
