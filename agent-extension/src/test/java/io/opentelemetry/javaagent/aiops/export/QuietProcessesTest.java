/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty processes that each make two calls a second and start a run now and then. Each has its own
 * threads, spool folder and batches, as processes do; they share a JVM to spare the machine.
 */
class QuietProcessesTest {

  private static final int PROCESSES = 30;

  @TempDir Path dir;

  @Test
  void thirtyForTenSeconds_noBacklogFewParts() throws InterruptedException {
    quiet(Duration.ofSeconds(10));
  }

  @Test
  @Tag("long")
  void thirtyForFiveMinutes_noBacklogFewParts() throws InterruptedException {
    quiet(Duration.ofMinutes(5));
  }

  private void quiet(Duration time) throws InterruptedException {
    try (ServerOfOnesOwn server = new ServerOfOnesOwn(dir.resolve("server"))) {
      List<ClickHouseExport> exports =
          IntStream.range(0, PROCESSES)
              .mapToObj(i -> ClickHouseExport.start(server.settings(dir.resolve("spool"))))
              .toList();
      Load load = new Load(exports, 2);
      long worst = 0;
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end) {
        Thread.sleep(1_000);
        exports
            .get((int) (System.nanoTime() / 1_000_000_000 % PROCESSES))
            .runEvents()
            .accept(Telemetry.started(UUID.randomUUID().toString()));
        worst = Math.max(worst, lagMillis(exports));
      }
      long calls = load.end();
      long waiting = exports.stream().mapToLong(export -> export.stats().filesWaiting()).sum();
      String parts =
          server.ask(
              "SELECT count() FROM system.parts WHERE active AND database = currentDatabase()");
      long inserts = exports.stream().mapToLong(export -> export.stats().inserts()).sum();
      System.out.printf(
          "%d calls in %d inserts, worst lag %d ms, %d files waiting, %s active parts%n",
          calls, inserts, worst, waiting, parts);

      // a backlog would grow by a batch a second and table: at most one open and one sealed is none
      assertThat(waiting).isLessThanOrEqualTo(4L * PROCESSES);
      assertThat(Long.parseLong(parts)).isLessThan(300);
      exports.forEach(export -> Await.sent(export, Duration.ofMinutes(1)));
      exports.forEach(ClickHouseExport::close);
      server.hasEachCallOnce(calls);
      assertThat(dir.resolve("spool")).isEmptyDirectory();
    }
  }

  private static long lagMillis(List<ClickHouseExport> exports) {
    return exports.stream().mapToLong(export -> export.stats().lag().toMillis()).max().orElse(0);
  }
}
