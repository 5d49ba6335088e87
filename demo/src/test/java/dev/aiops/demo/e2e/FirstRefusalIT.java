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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight processes of 32 threads, whose calls have together at most 5 % of the cap set aside, and a
 * provider that bills 5 % of the most that a call can cost: how much is spent before anybody is
 * refused.
 */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class FirstRefusalIT {

  private static final int APPS = 8;
  private static final int THREADS = 32;
  private static final String CAP = "25.20";
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @TempDir Path folder;

  @Test
  void ninetyPercent_areSpentBeforeTheFirstRefusalOfAny(TestDatabase database) {
    long cap = Budgets.nanoUsd(CAP);
    try (BillingProvider provider = BillingProvider.start(5, 600);
        ControlPlane control =
            ControlPlane.start(database, folder.resolve("control"), Budgets.policy("cheap", CAP));
        Spending.Fleet apps =
            new Spending(database, control, provider, folder).fleet(APPS, THREADS, true)) {
      apps.go();
      long began = System.nanoTime();
      Await.until("the first refusal", PATIENCE, () -> apps.anySaid("refused "));
      long atFirst = provider.billed();
      report(cap, atFirst, provider, System.nanoTime() - began);
      apps.linesWith("refused ").forEach(System.out::println);
      Await.until("all are done", PATIENCE, () -> apps.allSaid("done "));
      apps.apps().forEach(app -> assertThat(app.exitCode()).as(app.output()).isZero());
      apps.apps().forEach(app -> assertThat(app.output()).contains("failed=0"));
      assertThat(APPS * THREADS * provider.largestBound())
          .as("set aside at once")
          .isLessThanOrEqualTo(cap / 20);
      assertThat(atFirst).isBetween(cap / 10 * 9, cap);
      assertThat(control.nanoUsd("cheap", "spent")).isEqualTo(provider.billed());
    }
  }

  private static void report(long cap, long atFirst, BillingProvider provider, long nanos) {
    System.out.printf(
        "first refusal at %d of %d nano-USD (%.2f %%), after %d calls in %d s; set aside at once: %.2f %%%n",
        atFirst,
        cap,
        100.0 * atFirst / cap,
        provider.answered(),
        TimeUnit.NANOSECONDS.toSeconds(nanos),
        100.0 * APPS * THREADS * provider.largestBound() / cap);
  }
}
