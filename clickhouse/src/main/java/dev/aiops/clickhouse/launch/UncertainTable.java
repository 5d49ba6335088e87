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

  private UncertainTable() {}

  static String of(List<UncertainCall> calls, ShortIds ids) {
    Table table =
        Table.of(
            left("RUN"),
            left("AT (UTC)"),
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
                Text.shortTime(c.at()),
                Text.cut(c.model(), 20),
                c.status(),
                Text.count(c.inputTokens()),
                Text.count(c.outputTokens()),
                Text.usd(c.costUsd()),
                Text.cut(c.reason().replace('_', ' '), 32)));
    return table.text();
  }
}
