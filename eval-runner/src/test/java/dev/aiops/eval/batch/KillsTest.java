/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A batch whose process is killed again and again, at any moment, scores every run exactly once.
 */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class KillsTest {

  private static final int RUNS = 2_000;
  private static final int KILLS = 20;
  private static final int MOST_MILLIS = 200;
  private static final Pattern EVALUATED = Pattern.compile("evaluated (\\d+) runs");
  private static final int PART = 10;

  @Test
  void killedTwentyTimes_everyRunIsScoredOnce(TestDatabase database)
      throws IOException, InterruptedException {
    Seeded.runs(database, 0, RUNS);
    ScoreWriter writer = new ScoreWriter(TokenInsert.into(database.eval()), Clock.systemUTC());
    Batches batches =
        new Batches(
            database.eval(),
            writer,
            CustomChecks.onClassPath(),
            new Throttle(PART, Throttle.NONE.perMinute()));
    Plan plan =
        batches.plan(
            Evals.of("evals: [{name: killed, check: {type: errors}}]"),
            Seeded.START,
            Seeded.START.plusSeconds(RUNS));
    List<Long> scored = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = resume(database.eval(), plan.batch());
      awaitMoreThan(scored(database), process);
      process.waitFor(new Random(kill).nextInt(MOST_MILLIS), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      scored.add(scored(database));
    }
    System.out.println("runs scored at each of " + KILLS + " kills: " + scored);
    assertThat(scored).isSorted().allMatch(runs -> runs > 0 && runs < RUNS);
    assertThat(new TreeSet<>(scored)).hasSizeGreaterThan(KILLS / 2);
    assertThat(batches.run(plan.batch(), progress -> {})).isEqualTo(new Ended.Finished(RUNS));
    assertThat(
            database.ask("SELECT count(), uniqExact(ScoreId), uniqExact(RunId) FROM eval_scores"))
        .isEqualTo(RUNS + "\t" + RUNS + "\t" + RUNS);
  }

  private static long scored(TestDatabase database) {
    return Long.parseLong(database.ask("SELECT count() FROM eval_scores"));
  }

  /** It has begun to write: parts that it finds done are said, too. */
  private static void awaitMoreThan(long runs, Process process) throws IOException {
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    while (line != null && evaluated(line) <= runs) {
      line = said.readLine();
    }
  }

  private static long evaluated(String line) {
    Matcher said = EVALUATED.matcher(line);
    return said.matches() ? Long.parseLong(said.group(1)) : 0;
  }

  private static Process resume(ClickHouse at, String batch) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.aiops.eval.command.Main",
            "resume",
            batch);
    builder
        .environment()
        .putAll(
            Map.of(
                "AIOPS_CLICKHOUSE_URL", at.url().toString(),
                "AIOPS_CLICKHOUSE_DATABASE", at.database(),
                "AIOPS_CLICKHOUSE_USER", at.user(),
                "AIOPS_CLICKHOUSE_PASSWORD", at.password()));
    return builder.redirectErrorStream(true).start();
  }
}
