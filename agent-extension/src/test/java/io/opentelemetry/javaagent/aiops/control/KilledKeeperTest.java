/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static io.opentelemetry.javaagent.aiops.control.Client.CENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Standing;
import io.opentelemetry.javaagent.aiops.budget.Reservation;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is killed while it holds money; the next one on its host gives it back. */
class KilledKeeperTest {

  private static final long SPENT = 3 * CENT;
  private static final long RESERVED = 20 * CENT;

  @TempDir private Path root;

  /** The process: it spends, sets aside for a call that never ends, and waits to be killed. */
  static final class Victim {

    private Victim() {}

    public static void main(String[] args) throws Exception {
      Keeper keeper =
          Keeper.start(
              TestControl.settings(
                  Path.of(args[0]), TestControl.FAST, Integer.parseInt(args[1]), args[2]));
      Client.spend(keeper, 40 * CENT, SPENT);
      Reservation open = Client.open(keeper, RESERVED);
      System.out.println("holding");
      System.out.flush();
      Thread.sleep(Duration.ofMinutes(2).toMillis());
      System.out.println("was not killed; settled: " + open.settle(0));
    }
  }

  @Test
  void adopt_afterAKill_returnsTheRemainder_andChargesWhatWasReserved() throws Exception {
    try (TestControl control =
        new TestControl("budgets: [{name: support, daily_cap: 1.00, lease_seconds: 10}]")) {
      Process process = start(control);
      try {
        assertThat(control.standing("support").leased()).isGreaterThanOrEqualTo(RESERVED);
      } finally {
        process.destroyForcibly();
      }
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      try (Keeper next = Keeper.start(control.settings(root, TestControl.FAST))) {
        Client.await(
            "the adoption",
            Duration.ofSeconds(10),
            () -> control.standing("support").leased() == 0);
        Standing standing = control.standing("support");
        assertThat(standing.spent()).isEqualTo(SPENT + RESERVED);
        assertThat(standing.estimated()).isEqualTo(RESERVED);
        Client.spend(next, 70 * CENT, 70 * CENT);
      }
    }
  }

  private Process start(TestControl control) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                root.toString(),
                Integer.toString(control.port()),
                control.token)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    String said =
        CompletableFuture.supplyAsync(
                () -> out.lines().findFirst().orElse("it ended without a word"))
            .get(30, TimeUnit.SECONDS);
    assertThat(said).isEqualTo("holding");
    return process;
  }
}
