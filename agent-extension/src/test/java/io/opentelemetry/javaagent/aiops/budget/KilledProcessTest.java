/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.javaagent.aiops.budget.LeftCounters.LeftLease;
import java.io.BufferedReader;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed while they reserve and settle: their file never says less than the truth. */
class KilledProcessTest {

  private static final int OPEN_CALLS = HammerMain.THREADS;

  private final SplittableRandom random = new SplittableRandom(20261126);

  @TempDir private Path root;

  @Test
  void adopt_afterAKill_findsAtLeastTheTruthAndAtMostTheOpenCallsMore() throws Exception {
    killAndAdopt(3);
  }

  @Test
  @Tag("long")
  void adopt_afterManyKills_findsAtLeastTheTruthAndAtMostTheOpenCallsMore() throws Exception {
    killAndAdopt(40);
  }

  private void killAndAdopt(int kills) throws Exception {
    long all = 0;
    for (int kill = 0; kill < kills; kill++) {
      Path folder = root.resolve("counters-" + kill);
      Path truth = root.resolve("truth-" + kill);
      Process process = start(folder, truth);
      assertThat(LeftCounters.adopt(folder)).as("while it lives").isEmpty();
      hammer(truth, random.nextLong(1_000, 3_000_000));
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      all += adopted(folder, sum(truth));
    }
    System.out.println(kills + " kills, " + all + " nano-USD hammered");
  }

  /** Lets it spend until it is a random way further than now. */
  private static void hammer(Path truth, long more) throws Exception {
    LongBuffer words = HammerMain.truth(truth);
    long from = sum(words);
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (sum(words) < from + more) {
      assertThat(System.nanoTime()).as("it spends within 30 s").isLessThan(giveUp);
      Thread.onSpinWait();
    }
  }

  private static long adopted(Path folder, long truth) throws Exception {
    List<LeftCounters> left = LeftCounters.adopt(folder);
    assertThat(left).hasSize(1);
    assertThat(LeftCounters.adopt(folder)).as("only one adopts").isEmpty();
    LeftLease lease = left.get(0).leases().get(0);
    assertThat(lease.spent()).isBetween(truth, truth + 2 * OPEN_CALLS * HammerMain.MAX_BOUND);
    left.get(0).done();
    assertThat(LeftCounters.adopt(folder)).as("done is done").isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
    return truth;
  }

  private static long sum(Path truth) throws Exception {
    return sum(HammerMain.truth(truth));
  }

  private static long sum(LongBuffer words) {
    long sum = 0;
    for (int thread = 0; thread < HammerMain.THREADS; thread++) {
      sum += words.get(thread * 16);
    }
    return sum;
  }

  private static Process start(Path folder, Path truth) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                HammerMain.class.getName(),
                folder.toString(),
                truth.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    String said =
        CompletableFuture.supplyAsync(
                () -> out.lines().findFirst().orElse("it ended without a word"))
            .get(30, TimeUnit.SECONDS);
    assertThat(said).isEqualTo("hammering");
    return process;
  }
}
