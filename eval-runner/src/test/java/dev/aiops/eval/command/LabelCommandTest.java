/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.trace.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From an export to a trusted judge, and what a gate does before and after. */
@ExtendWith(ClickHouseExtension.class)
class LabelCommandTest {

  private static final String DAYS = "from=2026-11-20,until=2026-11-21,version=before";
  private static final String[] GATE = {
    "compare",
    "--evaluators",
    "judged",
    "--margin",
    "0.2",
    "--gate",
    "--reference",
    DAYS,
    "--candidate",
    DAYS.replace("before", "after")
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void judge_isAGateOnceItIsCalibrated(TestDatabase database) throws IOException {
    Map<String, String> environment = environment(database);
    scores(database);
    assertThat(run(environment, GATE)).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("judge judged (version v1) is not trusted to be a gate: 0 targets are labelled");

    Path csv = folder.resolve("labels.csv");
    assertThat(
            run(environment, "label", "--csv", csv.toString(), "--export", "--evaluator", "judged"))
        .isZero();
    assertThat(out.toString(UTF_8)).contains("0 labels and 200 targets without one written");
    Files.writeString(csv, labelled(Files.readAllLines(csv)));
    assertThat(run(environment, "label", "--csv", csv.toString(), "--by", "ana")).isZero();
    assertThat(out.toString(UTF_8)).contains("200 labels taken from");

    assertThat(run(environment, "calibrate", "--evaluator", "judged")).isZero();
    assertThat(out.toString(UTF_8)).contains("kappa: 1.00", "TRUSTED: kappa is 0.60 or more");
    assertThat(run(environment, GATE)).as(err.toString(UTF_8)).isZero();
  }

  @Test
  void calibrate_unlabelledOrUnknown_isTold(TestDatabase database) {
    assertThat(run(environment(database), "calibrate", "--evaluator", "nobody")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("no judge has scored as nobody: run it first");
  }

  @Test
  void run_withoutTheJudgesKey_isRefusedBeforeAnythingIsDone(TestDatabase database)
      throws IOException {
    Path evals = folder.resolve("evals.yaml");
    Files.writeString(
        evals,
        "evals: [{name: a, check: {type: judge, criterion: tone, judge: {provider: anthropic, model: m, key: NOT_SET}}}]");
    assertThat(run(environment(database), "run", "--definitions", evals.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("judges cannot be asked:", "NOT_SET is not set: put the key of anthropic there");
  }

  /** As somebody would who agrees with the judge: every fourth fails. */
  private static String labelled(List<String> lines) {
    StringBuilder text = new StringBuilder(lines.get(0) + "\n");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      int run = Integer.parseInt(cells[2].substring(cells[2].indexOf('-') + 1));
      cells[4] = run % 4 == 0 ? "fail" : "pass";
      text.append(String.join(",", cells)).append('\n');
    }
    return text.toString();
  }

  private static void scores(TestDatabase database) {
    database
        .eval()
        .execute(
            """
            INSERT INTO eval_scores (ScoreId, TargetKind, TargetId, RunId, RunStartedAt, AgentName, AgentVersion, Evaluator, EvaluatorVersion, Source, Status,
              Score, Passed, Label, SamplingWeight, JudgeModel, ScoredAt)
            SELECT
              'judged' || toString(number), 'run', run, run, toDateTime64('2026-11-20 10:00:00', 9, 'UTC'), 'support', version, 'judged', 'v1', 'judge', 'scored',
              passed, passed, if(passed, 'pass', 'fail'), 1, 'judge-1', '2026-11-20 12:00:00'
            FROM (
              SELECT number, number % 4 != 0 AS passed, if(number < 200, 'before', 'after') AS version, version || '-' || toString(number) AS run
              FROM numbers(400)
            )
            """,
            Map.of("async_insert", "0"));
  }

  private static Map<String, String> environment(TestDatabase database) {
    ClickHouse eval = database.eval();
    return Map.of(
        "AIOPS_CLICKHOUSE_URL", eval.url().toString(),
        "AIOPS_CLICKHOUSE_DATABASE", eval.database(),
        "AIOPS_CLICKHOUSE_USER", "the agent's",
        "AIOPS_CLICKHOUSE_PASSWORD", "the agent's",
        "AIOPS_EVAL_CLICKHOUSE_USER", eval.user(),
        "AIOPS_EVAL_CLICKHOUSE_PASSWORD", eval.password());
  }

  private int run(Map<String, String> environment, String... args) {
    Clock clock = Clock.fixed(Seeded.START.plusSeconds(3_600), ZoneOffset.UTC);
    return new Main(
            environment,
            clock,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(List.of(args));
  }
}
