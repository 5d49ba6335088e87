/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.Approvals.Approval;
import java.util.List;

/**
 * How many actions ran that had to wait for a person: by the app's own books, and by the control
 * log.
 *
 * @param booked by the app's books
 * @param used approvals that were used up
 * @param executed actions that were reported as run
 */
record HeldActions(long booked, long used, long executed) {

  static HeldActions of(long booked, List<Approval> approvals) {
    return new HeldActions(
        booked,
        approvals.stream().mapToLong(Approval::uses).sum(),
        approvals.stream().mapToLong(Approval::executions).sum());
  }

  boolean equal() {
    return booked == used && booked == executed;
  }

  String text(Ink ink) {
    Table table = Table.of(Table.left("BOOK"), Table.right("RAN"));
    table.add("control log, approvals used", Text.count(used));
    table.add("control log, reported as run", Text.count(executed));
    table.add("the app's own", Text.count(booked));
    String line = equal() ? ink.good(verdict()) : ink.bad(verdict());
    return table.text() + line + System.lineSeparator();
  }

  /** One line, for the screen or as the reason of a failure. */
  String verdict() {
    return equal()
        ? "Equal: what nobody approved did not run."
        : "The control log and the app's own books differ in what ran.";
  }
}
