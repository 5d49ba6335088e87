/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.SeedSpan;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** View {@code budget_reconciliation} over rows as approval-api and the agent write them. */
@ExtendWith(ClickHouseExtension.class)
class BudgetReconciliationTest {

  private final TestDatabase database;

  BudgetReconciliationTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    ledger(database, 1, "red", "2026-11-26", "0");
    ledger(database, 2, "red", "2026-11-26", "9007199254740993");
    ledger(database, 3, "blue", "2026-11-26", "300000000");
    ledger(database, 4, "red", "2026-11-27", "70000000");
    ledger(database, 5, "idle", "2026-11-27", "0");
    ledger(database, 6, "late", "2026-11-26", "200000000");
    ledger(database, 7, "late", "2026-11-27", "800000000");
    SeedSpan.insert(
        database.ingest(),
        call("1", "[\"red:2026-11-26:1\",\"blue:2026-11-26:4\"]", "0.300000000", "actual"),
        call("2", "[\"red:2026-11-26:2\"]", "9007198.654740993", "actual"),
        call("3", "[\"red:2026-11-26:2\"]", "0.000000000", "none"),
        call("4", "[\"red:2026-11-26:1\"]", "0.300000000", "full"),
        call("5", "[\"red:2026-11-27:1\"]", "0.020000000", "actual"),
        call("6", "[\"red:2026-11-27:1\"]", "0.030000000", "full"),
        call("7", "[\"gone:2026-11-27:1\"]", "0.000000001", "actual"),
        call("8", "[\"gone:2026-11-27:1\"]", "", "actual"),
        call("r1", "[\"late:2026-11-26:1\",\"late:2026-11-27:1\"]", "0.500000000", "full")
            .with("aiops.budget.shares", "[\"0.200000000\",\"0.300000000\"]"),
        call("r2", "[\"late:2026-11-27:1\",\"late:2026-11-27:2\"]", "0.500000000", "actual")
            .with("aiops.budget.shares", "[\"0.400000000\",\"0.100000000\"]"),
        SeedSpan.chat("t", "9", "gpt-5", "5.000000000").start("2026-11-26T12:00:00"));
  }

  @Test
  void ledgerAndCalls_thatAgree_differByNothing() {
    assertThat(row("red", "2026-11-26"))
        .isEqualTo("9007199.254740993\t9007199.254740993\t0\t4\t0.3\t0");
    assertThat(row("blue", "2026-11-26")).isEqualTo("0.3\t0.3\t0\t1\t0\t0");
    assertThat(row("idle", "2026-11-27")).isEqualTo("0\t0\t0\t0\t0\t0");
  }

  @Test
  void reservationsOfKilledProcesses_areTheDifference() {
    assertThat(row("red", "2026-11-27")).isEqualTo("0.07\t0.05\t0.02\t2\t0.03\t0");
  }

  @Test
  void callsOfABudgetTheLogDoesNotKnow_areShown() {
    assertThat(row("gone", "2026-11-27")).isEqualTo("0\t0.000000001\t-0.000000001\t2\t0\t1");
  }

  @Test
  void aRetryAdmittedByAnotherLease_countsOnEachDayByItsShare() {
    assertThat(row("late", "2026-11-26")).isEqualTo("0.2\t0.2\t0\t1\t0.2\t0");
    assertThat(row("late", "2026-11-27")).isEqualTo("0.8\t0.8\t0\t2\t0.3\t0");
  }

  @Test
  void since_leavesOutEarlierDays() {
    String since =
        "budget_reconciliation_since(since = toDateTime64('2026-11-27 00:00:00', 9, 'UTC'))";
    assertThat(
            database
                .control()
                .ask("SELECT arrayStringConcat(arraySort(groupArray(budget)), ',') FROM " + since))
        .isEqualTo("gone,idle,late,red");
  }

  private String row(String budget, String day) {
    return database
        .read()
        .ask(
            "SELECT ledger_usd, calls_usd, difference_usd, calls, estimated_usd, uncharged_calls FROM"
                + " budget_reconciliation WHERE budget = '%s' AND day = '%s'"
                    .formatted(budget, day));
  }

  private static void ledger(
      TestDatabase database, int seq, String budget, String day, String spentNanos) {
    database
        .control()
        .execute(
            "INSERT INTO control_log (seq, kind, budget, day, cap_nanos, spent_nanos, leased_nanos) VALUES"
                + " (%d, 'lease_reported', '%s', '%s', 1, %s, 5)"
                    .formatted(seq, budget, day, spentNanos));
  }

  private static SeedSpan call(String id, String leases, String charged, String charge) {
    SeedSpan call =
        SeedSpan.chat("t", id, "gpt-5", "0.1")
            .start("2026-11-26T12:00:00")
            .with("aiops.budget.leases", leases)
            .with("aiops.budget.charge", charge);
    return charged.isEmpty() ? call : call.with("aiops.budget.charged", charged);
  }
}
