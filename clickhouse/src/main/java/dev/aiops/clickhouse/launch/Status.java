/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.CostPerDay;
import dev.aiops.clickhouse.read.CostPerDay.DayCost;
import dev.aiops.clickhouse.read.IngestionStatus;
import dev.aiops.clickhouse.read.IngestionStatus.TableStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Shows whether the log can be used, what it holds, and what the last week cost. */
record Status(State state, PrintStream out) {

  private static final int DAYS = 7;

  void run() throws IOException {
    ClickHouse reader = state.reader();
    if (reader.check() instanceof Check.Failed failed) {
      throw new CommandException(failed.reason());
    }
    out.println(
        "ClickHouse "
            + reader.url()
            + ", database "
            + reader.database()
            + ": ok"
            + state.running().map(p -> " (process " + p.pid() + ")").orElse(""));
    out.println();
    out.print(Text.table(tables(new IngestionStatus().at(reader))));
    List<DayCost> costs = new CostPerDay(DAYS).at(reader);
    out.println();
    out.print(
        costs.isEmpty()
            ? "No model calls in the last " + DAYS + " days.\n"
            : Text.table(costs(costs)));
  }

  private static List<List<String>> tables(List<TableStatus> tables) {
    List<List<String>> rows =
        new ArrayList<>(List.of(List.of("TABLE", "ROWS", "ON DISK", "PARTS", "NEWEST ROW")));
    for (TableStatus t : tables) {
      String newest = t.secondsAgo() == null ? "none yet" : t.secondsAgo() + " s ago";
      rows.add(
          List.of(
              t.name(),
              Text.count(t.rows()),
              Text.bytes(t.bytes()),
              Long.toString(t.parts()),
              newest));
    }
    return rows;
  }

  private static List<List<String>> costs(List<DayCost> costs) {
    List<List<String>> rows =
        new ArrayList<>(
            List.of(
                List.of("DAY (UTC)", "PROVIDER", "MODEL", "CALLS", "TOKENS IN", "OUT", "COST")));
    for (DayCost c : costs) {
      rows.add(
          List.of(
              c.day().toString(),
              c.provider(),
              c.model(),
              Text.count(c.calls()),
              Text.count(c.inputTokens()),
              Text.count(c.outputTokens()),
              Text.usd(c.costUsd(), c.unpricedCalls(), c.estimatedCalls())));
    }
    return rows;
  }
}
