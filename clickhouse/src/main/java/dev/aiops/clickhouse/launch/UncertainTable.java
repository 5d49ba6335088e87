/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.UncertainCosts.UncertainCall;
import java.util.List;

/** Calls whose cost is estimated or unknown, and why. */
final class UncertainTable {

  private static final int MODEL = 24;
  private static final int WIDEST_REASON = 90;
  private static final int NARROWEST_REASON = 20;

  private UncertainTable() {}

  static String of(List<UncertainCall> calls, ShortIds ids) {
    return Table.fitted(room -> table(calls, ids, room), WIDEST_REASON, NARROWEST_REASON);
  }

  private static Table table(List<UncertainCall> calls, ShortIds ids, int reason) {
    Table table =
        Table.of(
            left("RUN"),
            left("MODEL"),
            left("COST IS"),
            right("TOKENS IN"),
            right("OUT"),
            right("COST"),
            left("WHY"));
    calls.forEach(
        c ->
            table.add(
                ids.of(c.runId()),
                Text.cut(c.model(), MODEL),
                c.status(),
                Text.count(c.inputTokens()),
                Text.count(c.outputTokens()),
                Text.usd(c.costUsd()),
                Text.cut(reason(c.reason()), reason)));
    return table;
  }

  /** What programs call a reason, for people and with its remedy. */
  private static String reason(String reason) {
    return switch (reason) {
      case "unknown_model" -> "on no price list: price it in aiops.prices.file";
      case "unknown_host" -> "host of no known provider: name it in aiops.model.hosts";
      case "no_usage" -> "the provider reported no usage";
      default -> reason.replace('_', ' ');
    };
  }
}
