/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Brings the database to this build's schema; on a server of one's own with the admin user's name
 * and password.
 */
record Migrate(State state, PrintStream out) {

  void run() throws IOException {
    List<String> applied = migrator(state.as(Users.ADMIN)).migrate();
    applied.forEach(name -> out.println("applied " + name));
    out.println(
        "Schema of database "
            + state.database()
            + " is at version "
            + Migrator.newestVersion()
            + ".");
  }

  private Migrator migrator(ClickHouse admin) {
    boolean clustered =
        state.environment().getOrDefault("AIOPS_CLICKHOUSE_CLUSTERED", "").equals("true");
    return clustered ? Migrator.clustered(admin) : Migrator.unclustered(admin);
  }
}
