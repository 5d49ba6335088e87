/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The app is killed with {@code kill -9}; another process on the host sends what it left. */
@ExtendWith(ClickHouseExtension.class)
class AppKillTest {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final long HALF_A_SECOND = 500_000_000L;
  private static final long TWO_SECONDS = 2_000_000_000L;

  @TempDir Path dir;

  @Test
  void killedWhileSending_whatEndedHalfASecondBeforeIsThereOnce(TestDatabase database)
      throws Exception {
    isThereOnce(database, database.url());
  }

  @Test
  void killedWithoutServer_whatEndedHalfASecondBeforeIsThereOnce(TestDatabase database)
      throws Exception {
    isThereOnce(database, URI.create("http://127.0.0.1:1"));
  }

  private void isThereOnce(TestDatabase database, URI url) throws Exception {
    long before = rows(database);
    long safe = killed(database.ingest(), url);

    try (ClickHouseExport next = export(database)) {
      Await.until("spans " + safe, SOON, () -> rows(database) - before > safe);
      Await.until("adopted", SOON, () -> next.stats().filesWaiting() == 0);
    }
    assertThat(
            database.ask(
                "SELECT countIf(n > 1), max(number) >= "
                    + safe
                    + " FROM (SELECT SpanId, count() AS n, max(toUInt64(SpanAttributes['test.number']))"
                    + " AS number FROM otel_traces GROUP BY SpanId)"))
        .isEqualTo("0\t1");
    assertThat(dir.resolve("spool")).isEmptyDirectory();
  }

  /** Runs the app for a while, kills it, and returns the last number that had ended long before. */
  private long killed(ClickHouse to, URI url) throws IOException, InterruptedException {
    ConcurrentSkipListMap<Long, Line> seen = new ConcurrentSkipListMap<>();
    Process app =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WriterMain.class.getName(),
                url.toString(),
                to.database(),
                to.user(),
                to.password(),
                dir.resolve("spool").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Thread reader = Daemon.of("reader", () -> read(app, seen));
    reader.start();
    Await.until(
        "some calls", SOON, () -> !seen.isEmpty() && seen.lastEntry().getValue().number() > 2_000);
    long killedAt = System.nanoTime();
    app.destroyForcibly().waitFor();
    // where the machine lets no thread run, ours cannot either
    long stall =
        seen.tailMap(killedAt - TWO_SECONDS).values().stream()
            .mapToLong(Line::stallNanos)
            .max()
            .orElse(0);
    return seen.headMap(killedAt - HALF_A_SECOND - stall).lastEntry().getValue().number();
  }

  /** What the app printed. */
  private record Line(long number, long stallNanos) {
    static Line of(String text) {
      int space = text.indexOf(' ');
      return new Line(
          Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }
  }

  private static void read(Process app, ConcurrentSkipListMap<Long, Line> seen) {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(app.getInputStream(), UTF_8))) {
      out.lines().forEach(line -> seen.put(System.nanoTime(), Line.of(line)));
    } catch (IOException e) {
      // killed
    }
  }

  private ClickHouseExport export(TestDatabase database) {
    ClickHouse to = database.ingest();
    return ClickHouseExport.start(
        new ExportSettings(
            to.url(), to.database(), to.user(), to.password(), dir.resolve("spool"), 64 << 20));
  }

  private static long rows(TestDatabase database) {
    return Long.parseLong(database.ask("SELECT count() FROM otel_traces"));
  }
}
