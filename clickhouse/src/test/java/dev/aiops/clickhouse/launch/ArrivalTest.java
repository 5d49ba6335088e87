/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ClickHouseExtension.class)
class ArrivalTest {

  private final TestDatabase database;

  ArrivalTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void report_callsAndTheEndOfTheirRunOnTheirWay_waitsForThem(@TempDir Path folder) {
    SeedSpan.insert(database.ingest(), call("first", "0.1").parent("root"));
    CompletableFuture<String> report =
        CompletableFuture.supplyAsync(
            () ->
                Commands.readingFrom(database, folder)
                    .done("report", "--billed", "0.3", "--billed-calls", "2"));
    SeedSpan.insert(database.ingest(), call("root", "0.2").root());
    assertThat(report.orTimeout(60, TimeUnit.SECONDS).join())
        .contains("1 run (1 ok), 2 model calls", "Equal to the last digit.");
  }

  private static SeedSpan call(String id, String usd) {
    return SeedSpan.chat("trace", id, "gpt-5", usd).start(Instant.now()).run("run");
  }
}
