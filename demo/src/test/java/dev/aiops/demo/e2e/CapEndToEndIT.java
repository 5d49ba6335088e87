/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * One cap, several processes, and a provider that keeps its own book: what it bills never passes
 * the cap, whatever is killed, and nearly all of the cap can be spent.
 */
@ExtendWith(ClickHouseExtension.class)
class CapEndToEndIT {

  private static final long CAP = 2_000_000_000L;

  @TempDir Path folder;

  @Test
  void bill_ofTheWorstCaseUnderKills_neverPassesTheCap(TestDatabase database) {
    try (BillingProvider provider = BillingProvider.start(100, 60);
        ControlPlane control = control(database, "killed", "2.00");
        Spending.Fleet apps =
            new Spending(database, control, provider, folder).fleet(2, 8, false)) {
      apps.go();
      ForkedApp survivor = apps.app(0);
      Await.until("a fifth is spent", () -> provider.billed() > CAP / 5);
      apps.app(1).kill();
      Await.until("two fifths are spent", () -> provider.billed() > CAP * 2 / 5);
      control.kill();
      control.startAgain();
      try (ForkedApp heir =
          new Spending(database, control, provider, folder).app("heir", 8, false)) {
        heir.say("go");
        survivor.awaitLine(line -> line.contains("BudgetExceededException"));
        heir.awaitLine(line -> line.contains("BudgetExceededException"));
        assertThat(heir.finish()).as(heir.output()).isZero();
      }
      assertThat(survivor.finish()).as(survivor.output()).isZero();
      long spent = control.nanoUsd("killed", "spent");
      assertThat(provider.billed()).isLessThanOrEqualTo(CAP);
      assertThat(spent).isBetween(provider.billed(), CAP);
      assertThat(spent - provider.billed())
          .as("what the killed process had under way and the provider never saw")
          .isLessThanOrEqualTo(8 * provider.largestBound());
      assertThat(control.nanoUsd("killed", "leased")).as("the heir gave back").isZero();
      assertThat(provider.billed())
          .as("nothing more fits than a call for each thread of the dead")
          .isGreaterThan(CAP - 9 * provider.largestBound());
    }
  }

  @Test
  void refusal_comesOnlyWhenNineTenthsAreSpent(TestDatabase database) {
    try (BillingProvider provider = BillingProvider.start(5, 1);
        ControlPlane control = control(database, "cheap", "0.80");
        Spending.Fleet apps = new Spending(database, control, provider, folder).fleet(1, 8, true)) {
      apps.go();
      apps.app(0).awaitLine(line -> line.startsWith("done "));
      assertThat(apps.app(0).output()).contains("BudgetExceededException").contains("failed=0");
      long cap = 800_000_000L;
      assertThat(8 * provider.largestBound()).as("under way at once").isLessThan(cap / 20);
      assertThat(provider.billed()).isBetween(cap * 9 / 10, cap);
      apps.app(0).exitCode();
      assertThat(control.nanoUsd("cheap", "spent")).isEqualTo(provider.billed());
    }
  }

  private ControlPlane control(TestDatabase database, String budget, String cap) {
    String policy = "budgets:\n  - name: " + budget + "\n    daily_cap: " + cap + "\n";
    return ControlPlane.start(database, folder.resolve("control-" + budget), policy);
  }
}
