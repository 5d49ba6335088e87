/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code backtest} as a process of its own, over more calls than its memory holds. */
@ExtendWith(ClickHouseExtension.class)
class BacktestCommandTest {

  private static final int CALLS = 100_000;
  private static final String POLICY =
      """
      budgets:
        - {name: all, daily_cap: 10, spend_guard: {dollars_per_hour: 9}}
        - {name: watch, daily_cap: 5, mode: observe}
      """;

  /**
   * A call each half second from yesterday's midnight, each of a run of its own and of one of
   * 20,000 users, at 0.001 dollars; with texts that no memory of 40 MB would hold.
   */
  private static final String SEED =
      """
      INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ServiceName, ScopeName, ResourceAttributes, SpanAttributes)
      SELECT
        toDateTime64(toStartOfDay(now('UTC')) - INTERVAL 1 DAY, 9, 'UTC') + toIntervalMillisecond(number * 500),
        concat('trace-of-one-call-', toString(number)), toString(number), 'desk', 'dev.aiops',
        map('service.instance.id', concat('process-', toString(number %% 7))),
        map(
          'gen_ai.operation.name', 'chat', 'gen_ai.request.model', 'gpt-5', 'gen_ai.agent.name', 'mail',
          'aiops.run.id', concat('run-', repeat('x', 200), toString(number)),
          'user.id', concat('user-', repeat('y', 200), toString(number %% 20000)),
          'aiops.cost.status', 'priced', 'aiops.cost.usd', '0.001000000')
      FROM numbers(%d)
      """;

  @TempDir Path directory;

  private final TestDatabase database;

  BacktestCommandTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    database.ingest().execute(SEED.formatted(CALLS), Map.of("async_insert", "0"));
  }

  @Test
  void calls_moreThanMemoryHolds_areReplayedInLittle() throws Exception {
    Path policy = Files.writeString(directory.resolve("new.yaml"), POLICY);
    Ended ended = run("-Xmx40m", policy.toString(), "--days", "2", "--by", "user");
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out().lines())
        .contains(
            "recorded               100000  100.00 USD",
            "that no budget covers       0    0.00 USD",
            "that would be refused   90000   90.00 USD",
            "It would have refused 90000 calls of 90000 runs and saved 90.00 USD.",
            "  covers 100000 calls, is charged 10.00 USD for 10000",
            "  marks 5000 of 5000 runs, which cost 5.00 USD",
            "    cap_reached: 90000 calls, 90.00 USD");
    assertThat(ended.err()).contains("replayed ", " of 100000 calls, to ");
  }

  @Test
  void policy_withMistakes_isRefusedWithEachLine() throws Exception {
    Path policy =
        Files.writeString(
            directory.resolve("new.yaml"),
            "budgets:\n  - name: all\n    daily_cap: free\n    zone: Berlin\n");
    Ended ended = run("-Xmx40m", policy.toString());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines())
        .containsExactly(
            policy
                + ":3:16: daily_cap is not an amount of dollars: write digits and a point, as 50.00",
            policy + ":4:11: zone is not a time zone: write an IANA name, as Europe/Berlin");
  }

  private Ended run(String memory, String... arguments) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line =
        new ArrayList<>(
            List.of(
                java,
                memory,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "backtest"));
    line.addAll(Arrays.asList(arguments));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment(database.read()));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
      return new Ended(process.exitValue(), text(out), text(err));
    } finally {
      process.destroyForcibly();
    }
  }

  private static Map<String, String> environment(ClickHouse at) {
    return Map.of(
        "AIOPS_CLICKHOUSE_URL", at.url().toString(),
        "AIOPS_CLICKHOUSE_DATABASE", at.database(),
        "AIOPS_CLICKHOUSE_USER", at.user(),
        "AIOPS_CLICKHOUSE_PASSWORD", at.password());
  }

  private static String text(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** How a process ended. */
  private record Ended(int code, String out, String err) {}
}
