/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the ledger settled less what recorded calls were charged: nothing where nobody was killed,
 * else what the killed had under way.
 */
@ExtendWith(ClickHouseExtension.class)
class ReconciliationEndToEndIT {

  private static final int THREADS = 8;

  @TempDir Path folder;

  @Test
  void difference_withoutKills_isZero(TestDatabase database) {
    try (BillingProvider provider = BillingProvider.start(37, 5);
        ControlPlane control = control(database, "whole", "0.40");
        Spending.Fleet apps =
            new Spending(database, control, provider, folder).fleet(2, THREADS, true)) {
      apps.go();
      apps.apps().forEach(app -> assertThat(app.exitCode()).as(app.output()).isZero());
      Row row = reconciled(database, "whole", provider.calls().size());
      assertThat(row.nanoUsd("difference_usd")).isZero();
      assertThat(row.nanoUsd("ledger_usd")).isEqualTo(provider.billed());
      assertThat(row.nanoUsd("estimated_usd")).isZero();
      assertThat(row.number("uncharged_calls")).isZero();
      assertThat(metric(control, "whole")).isZero();
    }
  }

  @Test
  void difference_afterAKill_isWhatTheKilledHadUnderWay(TestDatabase database) {
    try (BillingProvider provider = BillingProvider.start(37, 5);
        ControlPlane control = control(database, "torn", "4.00")) {
      Spending spending = new Spending(database, control, provider, folder);
      try (Spending.Fleet apps = spending.fleet(2, THREADS, false)) {
        apps.go();
        Await.until("it spends", () -> provider.answered() > 100);
        List<ProviderCall> lost = killHeld(database, provider, apps.app(1));
        assertThat(apps.app(0).finish()).as(apps.app(0).output()).isZero();
        giveBack(spending);
        Row row = reconciled(database, "torn", provider.calls().size() - THREADS);
        long reserved = lost.stream().mapToLong(call -> call.bound).sum();
        long unsettled = lost.stream().mapToLong(call -> call.billed).sum();
        assertThat(row.nanoUsd("difference_usd")).isEqualTo(reserved);
        assertThat(row.nanoUsd("ledger_usd")).isEqualTo(provider.billed() - unsettled + reserved);
        assertThat(metric(control, "torn")).isEqualTo(reserved);
      }
    }
  }

  /** Kills the second app while each of its threads waits and all that it did is recorded. */
  private static List<ProviderCall> killHeld(
      TestDatabase database, BillingProvider provider, ForkedApp victim) {
    provider.hold();
    Await.until(
        "all wait",
        () ->
            provider.open("spender-0").size() == THREADS
                && provider.open("spender-1").size() == THREADS);
    Await.until(
        "all that ended is recorded", () -> recorded(database, "torn") == provider.answered());
    List<ProviderCall> underWay = provider.open("spender-1");
    victim.kill();
    provider.release();
    return underWay;
  }

  /** The next process on the host tells what the killed one left. */
  private static void giveBack(Spending spending) {
    try (ForkedApp heir = spending.app("heir", 1, false)) {
      Await.until("it gave back", () -> spending.control().nanoUsd("torn", "leased") == 0);
      assertThat(heir.finish()).as(heir.output()).isZero();
    }
  }

  private static Row reconciled(TestDatabase database, String budget, int calls) {
    Await.until("all is recorded", () -> recorded(database, budget) == calls);
    String sql = "SELECT * FROM budget_reconciliation WHERE budget = '" + budget + "'";
    return new Log(database).row(sql, budget);
  }

  private static long recorded(TestDatabase database, String budget) {
    String sql = "SELECT sum(calls) FROM budget_reconciliation WHERE budget = '" + budget + "'";
    return new Log(database).number(sql);
  }

  private static long metric(ControlPlane control, String budget) {
    String usd = control.metric("aiops_budget_reconciliation_usd{budget=\"" + budget + "\"");
    return new BigDecimal(usd).movePointRight(9).longValueExact();
  }

  private ControlPlane control(TestDatabase database, String budget, String cap) {
    Path at = folder.resolve("control-" + budget);
    return ControlPlane.start(database, at, Budgets.policy(budget, cap));
  }
}
