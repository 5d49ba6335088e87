/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.keep.CostFreezer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;

/** Does what is to be done once a day: freezes the cost of days that are over. */
record Housekeep(State state, PrintStream out, InstantSource clock) {

  void run() throws IOException {
    ClickHouse admin = state.as(Users.ADMIN);
    List<LocalDate> days = new CostFreezer(admin, clock).freeze();
    out.println(days.isEmpty() ? "Nothing to freeze." : "Froze the cost of " + days + ".");
  }
}
