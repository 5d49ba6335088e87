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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ClickHouseExtension.class)
class MainTest {

  private static final String GOOD =
      """
      evals:
        - {name: answers, check: {type: contains, text: today}}
      """;
  private static final Pattern BATCH = Pattern.compile("Batch ([0-9a-f-]{36})");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void check_good_saysNameAndVersion() throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    assertThat(run(Map.of(), "check", folder.toString())).isZero();
    assertThat(out.toString(UTF_8))
        .startsWith("answers  version ")
        .contains("run  passes from 1.0");
  }

  @Test
  void check_bad_listsEveryMistakeWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "evals: [{name: a}]");
    Files.writeString(
        folder.resolve("b.yml"), "evals:\n  - {name: b, check: {type: regex, pattern: '('}}");
    assertThat(run(Map.of(), "check", folder.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "a.yaml:1:9: check is missing: add it",
            "b.yml:2:15: regex: is not a regular expression");
  }

  @Test
  void schema_isPrinted() {
    assertThat(run(Map.of(), "schema")).isZero();
    assertThat(out.toString(UTF_8))
        .contains("https://json-schema.org/draft/2020-12/schema", "trajectory");
  }

  @Test
  void noServer_isToldWithTheRemedy() {
    assertThat(run(Map.of(), "run")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("AIOPS_CLICKHOUSE_URL is not set: set it to where the log is");
  }

  @Test
  void argumentsThatMakeNoSense_areTold(TestDatabase database) throws IOException {
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    String definitions = folder.toString();
    assertThat(run(at(database), "run", "--definitions", definitions, "--days", "0")).isEqualTo(2);
    assertThat(run(at(database), "run", "--definitions", folder + "/no")).isEqualTo(2);
    assertThat(run(at(database), "run", "--fast")).isEqualTo(2);
    assertThat(run(at(database), "resume")).isEqualTo(2);
    assertThat(run(at(database), "resume", "none")).isEqualTo(2);
    assertThat(run(Map.of(), "jump")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "--days takes 1 to 400, got 0",
            "no definitions at",
            "--fast is not known here",
            "resume takes the id of one batch",
            "no batch none was planned",
            "no such command: jump");
  }

  @Test
  void run_planThenResume_scores(TestDatabase database) throws IOException {
    Seeded.runs(database, 0, 20);
    Files.writeString(folder.resolve("good.yaml"), GOOD);
    String[] plan = {
      "run",
      "--definitions",
      folder.toString(),
      "--plan",
      "--from",
      "2026-11-20T10:00:00Z",
      "--until",
      "2026-11-20T11:00:00Z"
    };
    assertThat(run(at(database), plan)).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .contains(
            "20 runs that began from 2026-11-20T10:00:00Z",
            "answers: 20 runs",
            "Judges may cost $0");
    assertThat(database.ask("SELECT count() FROM eval_scores")).isEqualTo("0");
    Matcher batch = BATCH.matcher(out.toString(UTF_8));
    assertThat(batch.find()).isTrue();
    assertThat(run(at(database), "resume", batch.group(1))).isZero();
    assertThat(out.toString(UTF_8))
        .contains("answers: 18 scored, 18 of them passed; 2 not applicable, 0 unknown, 0 errors");
  }

  @Test
  void compare_sameScores_pass_andTheGateSaysSo(TestDatabase database) throws IOException {
    Seeded.runs(database, 1_000, 400);
    Files.writeString(
        folder.resolve("all.yaml"), "evals: [{name: no-errors, check: {type: errors}}]");
    assertThat(run(at(database), "run", "--definitions", folder.toString())).isZero();
    Path junit = folder.resolve("report.xml");
    String[] compare = {
      "compare",
      "--evaluators",
      "no-errors",
      "--margin",
      "0.2",
      "--gate",
      "--junit",
      junit.toString(),
      "--reference",
      "from=2026-11-20T10:16:40Z,until=2026-11-20T10:20:00Z,agent=support",
      "--candidate",
      "from=2026-11-20T10:20:00Z,until=2026-11-20T10:23:20Z,agent=support"
    };
    assertThat(run(at(database), compare)).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8)).contains("PASS", "no-errors");
    assertThat(Files.readString(junit)).contains("<testcase");
  }

  @Test
  void compare_thatIsKept_isCountedAsALook(TestDatabase database) throws IOException {
    Seeded.runs(database, 2_000, 400);
    Files.writeString(folder.resolve("all.yaml"), "evals: [{name: kept, check: {type: errors}}]");
    assertThat(run(at(database), "run", "--definitions", folder.toString())).isZero();
    String[] compare = {
      "compare",
      "--evaluators",
      "kept",
      "--margin",
      "0.2",
      "--gate",
      "--look",
      "next",
      "--reference",
      "from=2026-11-20T10:33:20Z,until=2026-11-20T10:36:40Z,agent=support",
      "--candidate",
      "from=2026-11-20T10:36:40Z,until=2026-11-20T10:40:00Z,agent=support"
    };
    assertThat(run(at(database), compare)).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("--look next counts the looks that are kept: add --keep");
    String[] keeping =
        Stream.concat(Stream.of(compare), Stream.of("--keep")).toArray(String[]::new);
    assertThat(run(at(database), keeping)).as(err.toString(UTF_8)).isZero();
    assertThat(run(at(database), keeping)).isZero();
    assertThat(
            database.ask(
                "SELECT Agent, Look, Verdict, NReference, Effect, EvaluatorVersion != '' FROM eval_comparisons WHERE Evaluator = 'kept' ORDER BY Look"))
        .isEqualTo("support\t1\tPASS\t200\t0\t1\nsupport\t2\tPASS\t200\t0\t1");
  }

  /**
   * The first night is the reference, the second is worse; the same date again is the same look.
   */
  @Test
  void nightly_onItsDates_saysRegression_andExitsOne(TestDatabase database) throws IOException {
    Seeded.runs(database, 3_000, 400);
    Files.writeString(
        folder.resolve("nightly.yaml"),
        """
        evals:
          - name: nightly
            check: {type: regex, of: input, pattern: 'order 3[01]'}
            schedule: {cron: '0 2 * * *', over: 200s, compare: {}}
        """);
    assertThat(run(at(database), nightly("2026-11-20T10:53:20Z"))).as(err.toString(UTF_8)).isZero();
    assertThat(out.toString(UTF_8))
        .contains("nightly, 2026-11-20T10:53:20Z", "nightly: 200 scored, 200", "REFERENCE: ");
    assertThat(run(at(database), nightly("2026-11-20T10:56:40Z"))).isEqualTo(1);
    assertThat(run(at(database), nightly("2026-11-20T10:56:40Z"))).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .containsPattern(
            "REGRESSION: -1\\.000 \\(95 % interval -1\\.000 to -0\\.9\\d+\\), look 1 at from=2026-11-20T10:50:00Z");
    assertThat(
            database.ask(
                "SELECT Verdict, Look FROM eval_comparisons WHERE Evaluator = 'nightly' ORDER BY Look"))
        .isEqualTo("REFERENCE\t0\nREGRESSION\t1");
    assertThat(run(at(database), nightly("2026-11-20T12:00:00Z"))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("2026-11-20T12:00:00Z is not over");
  }

  private String[] nightly(String date) {
    return new String[] {"nightly", "--definitions", folder.toString(), "--date", date};
  }

  @Test
  void compare_withoutScores_isNoPass(TestDatabase database) {
    String day = "from=2020-01-01,until=2020-01-02";
    assertThat(
            run(
                at(database),
                "compare",
                "--evaluators",
                "no-errors",
                "--gate",
                "--reference",
                day,
                "--candidate",
                day))
        .isEqualTo(2);
    assertThat(
            run(
                at(database),
                "compare",
                "--evaluators",
                "x",
                "--reference",
                "day=1",
                "--candidate",
                day))
        .isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("from is missing: add from=2026-11-20");
  }

  private static Map<String, String> at(TestDatabase database) {
    ClickHouse eval = database.eval();
    return Map.of(
        "AIOPS_CLICKHOUSE_URL", eval.url().toString(),
        "AIOPS_CLICKHOUSE_DATABASE", eval.database(),
        "AIOPS_CLICKHOUSE_USER", eval.user(),
        "AIOPS_CLICKHOUSE_PASSWORD", eval.password());
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
