/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away under load: stopped for a while, killed again and again. */
class ServerFaultsTest {

  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir Path dir;

  @Test
  void stoppedForFiveSeconds_nothingLostNothingTwice() throws InterruptedException {
    stoppedFor(Duration.ofSeconds(5), 500);
  }

  @Test
  @Tag("long")
  void stoppedForAMinute_nothingLostNothingTwice() throws InterruptedException {
    stoppedFor(Duration.ofMinutes(1), 2000);
  }

  @Test
  void killedTenTimes_nothingLostNothingTwice() throws InterruptedException {
    killed(10);
  }

  @Test
  @Tag("long")
  void killedAHundredTimes_nothingLostNothingTwice() throws InterruptedException {
    killed(100);
  }

  private void stoppedFor(Duration pause, int callsPerSecond) throws InterruptedException {
    try (ServerOfOnesOwn server = new ServerOfOnesOwn(dir.resolve("server"));
        ClickHouseExport export = ClickHouseExport.start(server.settings(dir.resolve("spool")));
        Load load = new Load(List.of(export), callsPerSecond)) {
      Thread.sleep(2_000);
      server.stop();
      Thread.sleep(pause.toMillis());
      // the batches of an outage are few because an open one grows while its predecessor waits
      assertThat(export.stats().filesWaiting()).isLessThanOrEqualTo(10);
      server.startAgain();
      Thread.sleep(2_000);
      long calls = load.end();
      Await.sent(export, SOON);

      server.hasEachCallOnce(calls);
      assertThat(export.stats().rowsDropped()).isZero();
    }
  }

  private void killed(int times) throws InterruptedException {
    Random random = new Random(7);
    try (ServerOfOnesOwn server = new ServerOfOnesOwn(dir.resolve("server"))) {
      List<ClickHouseExport> exports =
          IntStream.range(0, 4)
              .mapToObj(i -> ClickHouseExport.start(server.settings(dir.resolve("spool" + i))))
              .toList();
      Load load = new Load(exports, 200);
      for (int i = 0; i < times; i++) {
        Thread.sleep(500 + random.nextInt(1_500));
        server.kill();
        server.startAgain();
      }
      long calls = load.end();
      exports.forEach(export -> Await.sent(export, SOON));
      long burnt = exports.stream().mapToLong(export -> export.stats().burntTokens()).sum();
      long retries = exports.stream().mapToLong(export -> export.stats().retries()).sum();
      System.out.printf(
          "%d kills, %d calls, %d retries, %d burnt tokens%n", times, calls, retries, burnt);
      exports.forEach(ClickHouseExport::close);

      server.hasEachCallOnce(calls);
    }
  }
}
