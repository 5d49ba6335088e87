/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import dev.aiops.clickhouse.read.CostPerDay.DayCost;
import java.util.List;

/** Cost per day and model. */
final class CostTable {

  private CostTable() {}

  static String of(List<DayCost> costs) {
    Table table =
        Table.of(
            left("DAY"),
            left("PROVIDER"),
            left("MODEL"),
            right("CALLS"),
            right("TOKENS IN"),
            right("OUT"),
            right("COST"),
            left(""));
    costs.forEach(
        c ->
            table.add(
                c.day().toString(),
                c.provider(),
                Text.cut(c.model(), 36),
                Text.count(c.calls()),
                Text.count(c.inputTokens()),
                Text.count(c.outputTokens()),
                Text.usd(c.costUsd()),
                Text.inexact(c.unpricedCalls(), c.estimatedCalls())));
    return table.text();
  }
}
