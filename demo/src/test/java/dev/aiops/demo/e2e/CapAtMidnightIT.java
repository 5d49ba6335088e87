/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Midnight falls into the work of several processes: each day has a cap of its own. */
@ExtendWith(ClickHouseExtension.class)
class CapAtMidnightIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  /**
   * How much.
   *
   * @param untilMidnight from the moment at which the control plane is started
   */
  private record Size(String budget, String cap, int apps, int threads, Duration untilMidnight) {

    long capNanos() {
      return Budgets.nanoUsd(cap);
    }
  }

  @Test
  void bills_ofTwoDays_areEachWithinTheCap(TestDatabase database) {
    Size size = new Size("two-at-midnight", "0.80", 2, 8, Duration.ofSeconds(20));
    isCrossed(database, size);
  }

  @Tag("long")
  @Test
  void bills_ofTwoDaysOfEightProcesses_areEachWithinTheCap(TestDatabase database) {
    Size size = new Size("eight-at-midnight", "12.00", 8, 32, Duration.ofSeconds(45));
    isCrossed(database, size);
  }

  private void isCrossed(TestDatabase database, Size size) {
    try (BillingProvider provider = BillingProvider.start(100, 40);
        ControlPlane control = ControlPlane.prepare(database, folder.resolve("control"));
        Spending.Fleet apps =
            new Spending(database, control, provider, folder)
                .fleet(size.apps(), size.threads(), false)) {
      apps.ready();
      control.start(Budgets.policy(size.budget(), size.cap(), Budgets.zone(size.untilMidnight())));
      apps.go();
      Await.until("half is spent", PATIENCE, () -> provider.billed() > size.capNanos() / 2);
      waitOverMidnight(control, provider, size);
      Await.until("all are refused", PATIENCE, () -> apps.allSaid("BudgetExceededException"));
      Await.steady("what is billed", Duration.ofSeconds(2), provider::billed);
      apps.finish();
      agree(new Log(database), control, provider, size);
    }
  }

  /** Every thread of all has a call under way, from before to after. */
  private static void waitOverMidnight(ControlPlane control, BillingProvider provider, Size size) {
    provider.hold();
    int calls = size.apps() * size.threads();
    Await.until("all wait", () -> provider.calls().size() - provider.answered() == calls);
    assertThat(control.days(size.budget())).as("midnight came too early").hasSize(1);
    Await.until("midnight", PATIENCE, () -> control.days(size.budget()).size() == 2);
    provider.release();
  }

  private static void agree(Log log, ControlPlane control, BillingProvider provider, Size size) {
    Await.until(
        "all is recorded", () -> Charge.of(log, size.budget()).size() == provider.answered());
    Map<String, Long> billed = billedByDay(log, provider, size.budget());
    JsonNode days = control.days(size.budget());
    assertThat(billed).hasSize(2);
    for (JsonNode day : days) {
      long bill = billed.get(day.get("day").asText());
      assertThat(bill).isLessThanOrEqualTo(size.capNanos());
      assertThat(day.get("spent_nanos").asText()).isEqualTo(Long.toString(bill));
      assertThat(day.get("leased_nanos").asText()).isEqualTo("0");
    }
    long newDay = billed.get(days.get(1).get("day").asText());
    assertThat(newDay)
        .as("what is left is less than a call in each process")
        .isGreaterThan(size.capNanos() - size.apps() * provider.largestBound());
    System.out.printf("%s: cap %s a day, billed %s%n", size.budget(), size.cap(), billed);
  }

  private static Map<String, Long> billedByDay(Log log, BillingProvider provider, String budget) {
    Map<String, Charge> charges = Charge.of(log, budget);
    Map<String, Long> billed = new TreeMap<>();
    for (ProviderCall call : provider.calls()) {
      billed.merge(charges.get(call.httpSpan).day(), call.billed, Long::sum);
    }
    return billed;
  }
}
