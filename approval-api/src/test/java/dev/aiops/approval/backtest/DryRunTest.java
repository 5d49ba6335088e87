/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.policy.PolicyFile;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What rules of approvals would have held of recorded tool calls. */
@ExtendWith(ClickHouseExtension.class)
class DryRunTest {

  private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

  @BeforeAll
  static void record(TestDatabase database) {
    Spans.insert(
        database.ingest(),
        Spans.tool("2026-11-25 10:00:00", "a1", "run-1", "refund"),
        Spans.tool("2026-11-25 11:00:00", "a2", "run-1", "refund"),
        Spans.tool("2026-11-25 12:00:00", "a3", "run-2", "refund"),
        Spans.tool("2026-11-25 13:00:00", "a4", "run-2", "lookup"),
        Spans.tool("2026-11-25 14:00:00", "a5", "run-3", "delete_account"),
        Spans.tool("2026-11-01 10:00:00", "a6", "run-4", "refund"));
    Spans.arguments(database.ingest(), "2026-11-25 10:00:00", "a1", "{\"amount\": 250}");
    Spans.arguments(database.ingest(), "2026-11-25 11:00:00", "a2", "{\"amount\": 5}");
    Spans.arguments(database.ingest(), "2026-11-25 13:00:00", "a4", "{}");
  }

  @Test
  void callsThatWouldWait_areCountedByRule(TestDatabase database) {
    String said =
        ask(
            database,
            """
            budgets: []
            approvals:
              - {name: large, tools: refund, when: args.amount > 100, approvers: [boss]}
              - {name: deletes, tools: delete_*, approvers: [boss]}
              - {name: never, tools: payout, approvers: [boss]}
            """);
    assertThat(said)
        .isEqualTo(
            """
            Approvals of p.yaml, tried on tool calls since 2026-11-20T00:00:00Z

            It would have held 3 of 5 recorded tool calls.
            Of these 1 count as held because their arguments were not recorded whole (aiops.capture.tool-arguments), and a rule asks for them.

            RULE     HELD  RUNS  ARGUMENTS UNKNOWN
            large       2     2                  1
            deletes     1     1                  0
            never       0     0                  0
            """);
  }

  @Test
  void fileWithoutRules_holdsNothing(TestDatabase database) {
    assertThat(ask(database, "budgets: []"))
        .contains("It would have held 0 of 5 recorded tool calls.\n")
        .endsWith("The file has no rule: nothing waits.\n");
  }

  private static String ask(TestDatabase database, String yaml) {
    return new DryRun(database.read())
        .answer(new DryRun.Question("p.yaml", PolicyFile.read("p.yaml", yaml), NOW, 7));
  }
}
