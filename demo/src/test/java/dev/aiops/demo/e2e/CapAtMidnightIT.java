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
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Midnight falls into the work of several processes: each day has a cap of its own. */
@ExtendWith(ClickHouseExtension.class)
class CapAtMidnightIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Set<String> KILLED = Set.of("spender-0", "spender-1");

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

  @Tag("long")
  @Test
  void bills_ofTwoDaysWithKillsAtMidnight_areEachWithinTheCap(TestDatabase database) {
    Size size = new Size("killed-at-midnight", "12.00", 8, 32, Duration.ofSeconds(45));
    try (BillingProvider provider = BillingProvider.start(100, 40);
        ControlPlane control = ControlPlane.prepare(database, folder.resolve("control"));
        Spending.Fleet apps =
            new Spending(database, control, provider, folder)
                .fleet(size.apps(), size.threads(), false)) {
      begin(control, provider, apps, size);
      allWaitBeforeMidnight(control, provider, size);
      apps.app(0).kill();
      apps.app(1).kill();
      control.killAndStart();
      awaitMidnight(control, provider, size);
      end(provider, apps);
      areWithin(new Log(database), control, provider, size);
    }
  }

  /** What the killed have no span for was sent before midnight. */
  private static void areWithin(
      Log log, ControlPlane control, BillingProvider provider, Size size) {
    Await.steady(
        "what is recorded", Duration.ofSeconds(3), () -> Charge.of(log, size.budget()).size());
    Map<String, Charge> charges = Charge.of(log, size.budget());
    JsonNode days = control.days(size.budget());
    assertThat(days).hasSize(2);
    String first = days.get(0).get("day").asText();
    Map<String, Long> billed = new TreeMap<>();
    for (ProviderCall call : provider.calls()) {
      Charge charge = charges.get(call.httpSpan);
      assertThat(charge != null || KILLED.contains(call.sender)).as(call.sender).isTrue();
      billed.merge(charge == null ? first : charge.day(), call.billed, Long::sum);
    }
    for (JsonNode day : days) {
      long spent = Long.parseLong(day.get("spent_nanos").asText());
      long leased = Long.parseLong(day.get("leased_nanos").asText());
      assertThat(billed.get(day.get("day").asText())).isLessThanOrEqualTo(spent + leased);
      assertThat(spent + leased).isLessThanOrEqualTo(size.capNanos());
    }
    System.out.printf("%s: cap %s a day, billed %s%n", size.budget(), size.cap(), billed);
  }

  private void isCrossed(TestDatabase database, Size size) {
    try (BillingProvider provider = BillingProvider.start(100, 40);
        ControlPlane control = ControlPlane.prepare(database, folder.resolve("control"));
        Spending.Fleet apps =
            new Spending(database, control, provider, folder)
                .fleet(size.apps(), size.threads(), false)) {
      begin(control, provider, apps, size);
      allWaitBeforeMidnight(control, provider, size);
      awaitMidnight(control, provider, size);
      end(provider, apps);
      agree(new Log(database), control, provider, size);
    }
  }

  private static void begin(
      ControlPlane control, BillingProvider provider, Spending.Fleet apps, Size size) {
    apps.ready();
    control.start(Budgets.policy(size.budget(), size.cap(), Budgets.zone(size.untilMidnight())));
    apps.go();
    Await.until("half is spent", PATIENCE, () -> provider.billed() > size.capNanos() / 2);
  }

  private static void allWaitBeforeMidnight(
      ControlPlane control, BillingProvider provider, Size size) {
    provider.hold();
    int calls = size.apps() * size.threads();
    Await.until("all wait", () -> provider.calls().size() - provider.answered() == calls);
    assertThat(control.days(size.budget())).as("midnight came too early").hasSize(1);
  }

  /** Every thread has a call under way, from before to after. */
  private static void awaitMidnight(ControlPlane control, BillingProvider provider, Size size) {
    Await.until("midnight", PATIENCE, () -> control.days(size.budget()).size() == 2);
    provider.release();
  }

  private static void end(BillingProvider provider, Spending.Fleet apps) {
    Await.until("all are refused", PATIENCE, () -> apps.allSaid("BudgetExceededException"));
    Await.steady("what is billed", Duration.ofSeconds(2), provider::billed);
    apps.finish();
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
