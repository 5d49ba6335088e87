/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The control plane is killed under an app that calls, and stays away for a while. */
@ExtendWith(ClickHouseExtension.class)
class ControlPlaneDownIT {

  private static final int THREADS = 8;
  private static final long CAP = 20_000_000_000L;
  private static final Duration BACK_TO_NORMAL = Duration.ofSeconds(5);
  private static final long REFUSED_WITHIN_US = 1_000;

  /** How much longer a refusal may take that runs for the first few hundred times. */
  private static final long COLD = 10;

  private static final Pattern SAID = Pattern.compile("unavailable calls=.* median_us=(\\d+) .*");

  @TempDir Path folder;

  @Test
  void calls_duringAnOutage_goOnWithinTheLeaseThenAreRefusedAtOnce(TestDatabase database) {
    long micros = bridged(database, "down-for-seconds", Duration.ofSeconds(4));
    assertThat(micros).as("nothing is waited for").isLessThan(COLD * REFUSED_WITHIN_US);
  }

  @Tag("long")
  @Test
  void calls_duringTenMinutes_goOnWithinTheLeaseThenAreRefusedAtOnce(TestDatabase database) {
    long micros = bridged(database, "down-for-minutes", Duration.ofMinutes(10));
    assertThat(micros).isLessThan(REFUSED_WITHIN_US);
  }

  /** The median of all refusals, as the app sees it. */
  private long bridged(TestDatabase database, String budget, Duration outage) {
    try (BillingProvider provider = BillingProvider.start(100, 20);
        ControlPlane control =
            ControlPlane.start(
                database, folder.resolve("control"), Budgets.policy(budget, "20.00"));
        Spending.Fleet apps =
            new Spending(database, control, provider, folder).fleet(1, THREADS, false)) {
      ForkedApp app = apps.app(0);
      apps.go();
      Await.until("it spends", () -> provider.billed() > CAP / 10);
      letItFillUp(database, provider, budget);
      long held = heldByLeases(database, budget);
      control.kill();
      long billedBefore = provider.billed();
      provider.release();
      app.awaitLine(line -> line.contains("BudgetUnavailableException"));
      Await.elapsed(outage);
      assertThat(provider.billed())
          .as("goes on until no call fits what it holds")
          .isGreaterThan(billedBefore)
          .isBetween(held - provider.largestBound() + 1, held);
      comesBack(control, provider);
      assertThat(app.finish()).as(app.output()).isZero();
      assertThat(app.output()).contains("failed=0").doesNotContain("BudgetExceededException");
      assertThat(control.nanoUsd(budget, "spent")).isEqualTo(provider.billed());
      assertThat(control.nanoUsd(budget, "leased")).isZero();
      return medianMicros(app);
    }
  }

  /** No call ends any more, and what its keeper asks for ahead of need has come. */
  private static void letItFillUp(TestDatabase database, BillingProvider provider, String budget) {
    provider.hold();
    Await.until("all wait", () -> provider.open("spender-0").size() == THREADS);
    Await.steady("what it holds", Duration.ofSeconds(1), () -> heldByLeases(database, budget));
  }

  private static long heldByLeases(TestDatabase database, String budget) {
    String sql =
        "SELECT argMax(spent_nanos + leased_nanos, seq) FROM control_log WHERE budget = '"
            + budget
            + "'";
    return new Log(database).number(sql);
  }

  private static void comesBack(ControlPlane control, BillingProvider provider) {
    long billed = provider.billed();
    control.startAgain();
    long back = System.nanoTime();
    Await.until("calls pass again", BACK_TO_NORMAL, () -> provider.billed() > billed);
    System.out.printf(
        "back to normal after %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - back));
  }

  private static long medianMicros(ForkedApp app) {
    Matcher said = SAID.matcher(app.output());
    assertThat(said.find()).as(app.output()).isTrue();
    System.out.println(said.group());
    return Long.parseLong(said.group(1));
  }
}
