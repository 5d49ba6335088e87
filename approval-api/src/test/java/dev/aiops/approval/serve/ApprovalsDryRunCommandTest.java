/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.policy.InvalidPolicyException;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is typed, on recorded tool calls: one today and one of five days ago. */
@ExtendWith(ClickHouseExtension.class)
class ApprovalsDryRunCommandTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-26T12:00:00Z"));
  private static final String SEED =
      """
      INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ServiceName, ScopeName, ResourceAttributes, SpanAttributes)
      SELECT toDateTime64(time, 9, 'UTC'), concat('trace', time), time, 'shop', 'dev.aiops', map(),
        map('gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 'refund', 'aiops.run.id', time)
      FROM (SELECT arrayJoin(['2026-11-26 09:00:00', '2026-11-21 09:00:00']) AS time)
      """;
  private static final String POLICY =
      "budgets: []\napprovals:\n  - {name: refunds, tools: refund, approvers: [boss]}\n";

  @TempDir Path directory;

  private final TestDatabase database;

  ApprovalsDryRunCommandTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    database.ingest().execute(SEED, Map.of("async_insert", "0"));
  }

  @Test
  void days_areSevenOrAsAsked() throws Exception {
    String file = policy(POLICY);
    assertThat(run(file)).contains("It would have held 2 of 2 recorded tool calls.");
    assertThat(run(file, "--days", "2")).contains("It would have held 1 of 1 recorded tool calls.");
  }

  @Test
  void days_thatAreNone_areRefusedWithWhatMayBe() throws Exception {
    String file = policy(POLICY);
    for (String days : List.of("0", "-1", "many", "10000")) {
      assertThatThrownBy(() -> run(file, "--days", days))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("--days takes 1 to \\d+, got " + days);
    }
    assertThatThrownBy(() -> run(file, "--weeks", "1")).hasMessageContaining("see --help");
  }

  @Test
  void file_thatIsNone_isNamed() {
    assertThatThrownBy(() -> run("nowhere.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessage("nowhere.yaml is no file that can be read: name a policy file");
  }

  @Test
  void file_withAMistake_isRefusedWithItsLine() throws Exception {
    String file = policy(POLICY.replace("refund,", "refund, when: args.amount >,"));
    assertThatThrownBy(() -> run(file))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageContaining(file + ":3:")
        .hasMessageContaining("when");
  }

  private String policy(String yaml) throws IOException {
    return Files.writeString(directory.resolve("new.yaml"), yaml).toString();
  }

  private String run(String... arguments) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    new ApprovalsDryRunCommand(database.read(), out, NOON).run(List.of(arguments));
    return said.toString(StandardCharsets.UTF_8);
  }
}
