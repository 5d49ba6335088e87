/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code Main verify} on a real log, before and after somebody changed it. */
@ExtendWith(ClickHouseExtension.class)
class VerifyCommandTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void log_wholeThenChanged_isToldWithItsHeadThenWithItsFirstBrokenRow(TestDatabase database)
      throws Exception {
    assertThat(verify(database.control())).isZero();
    assertThat(said()).isEqualTo("The control log has no rows.\n");
    try (TestService service = new TestService(database.control(), directory, TestService.NOON)) {
      for (int i = 0; i < 3; i++) {
        service.post(service.support, "/v1/leases", TestService.grant("ask-" + i, "p" + i, "1000"));
      }
    }
    String head = database.ask("SELECT seq, hash FROM control_log ORDER BY seq DESC LIMIT 1");
    assertThat(verify(database.control())).isZero();
    assertThat(said())
        .contains("The control log is whole.\nrows  4\nhead  seq 4, 2026-11-26T11:00:00Z, hash ")
        .contains(head.split("\t", -1)[1]);

    database
        .admin()
        .execute(
            "ALTER TABLE control_log UPDATE actor = 'nobody' WHERE seq = 3",
            Map.of("mutations_sync", "2"));
    assertThat(verify(database.control())).isEqualTo(1);
    assertThat(said())
        .startsWith("The control log is broken at row 3: ")
        .contains("The rows before it are whole.");
  }

  private int verify(ClickHouse at) {
    Map<String, String> environment =
        Map.of(
            "AIOPS_CLICKHOUSE_URL", at.url().toString(),
            "AIOPS_CLICKHOUSE_DATABASE", at.database(),
            "AIOPS_CLICKHOUSE_USER", at.user(),
            "AIOPS_CLICKHOUSE_PASSWORD", at.password());
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    return Main.run(List.of("verify"), environment, print, print);
  }

  private String said() {
    String said = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return said;
  }
}
