/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.embedded.RecordedProcess;
import dev.aiops.clickhouse.read.CostPerDay;
import dev.aiops.clickhouse.read.CostPerDay.DayCost;
import dev.aiops.clickhouse.read.IngestionStatus;
import dev.aiops.clickhouse.read.IngestionStatus.TableStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

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
    controlPlane();
    out.println();
    out.print(tables(new IngestionStatus().at(reader)));
    List<DayCost> costs = new CostPerDay(DAYS).at(reader);
    out.println();
    out.print(
        costs.isEmpty() ? "No model calls in the last " + DAYS + " days.\n" : CostTable.of(costs));
  }

  private void controlPlane() throws IOException {
    ControlPlane plane = ControlPlane.of(state);
    Optional<RecordedProcess> running = plane.running();
    if (running.isEmpty()) {
      return;
    }
    out.println(
        "approval-api "
            + ControlPlane.url(running.get())
            + " (process "
            + running.get().pid()
            + ")");
    out.println();
    out.print(plane.budgets().text());
  }

  private static String tables(List<TableStatus> tables) {
    Table table =
        Table.of(
            Table.left("TABLE"),
            Table.right("ROWS"),
            Table.right("ON DISK"),
            Table.right("PARTS"),
            Table.right("NEWEST ROW"));
    for (TableStatus t : tables) {
      table.add(
          t.name(),
          Text.count(t.rows()),
          Text.bytes(t.bytes()),
          Long.toString(t.parts()),
          t.secondsAgo() == null ? "none yet" : Text.ago(t.secondsAgo()));
    }
    return table.text();
  }
}
