/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.keep.Retention;
import dev.aiops.clickhouse.migrate.Migrator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Brings the database to this build's schema, prices to the newest catalogue, and retention to what
 * the environment says; on a server of one's own with the admin user's name and password.
 */
record Migrate(State state, PrintStream out) {

  void run() throws IOException {
    RetentionSettings retention = RetentionSettings.from(state.environment());
    ClickHouse admin = state.as(Users.ADMIN);
    Migrator migrator = migrator(admin);
    List<String> applied = migrator.migrate();
    migrator.takeNewestPrices();
    applied.forEach(name -> out.println("applied " + name));
    out.println(
        "Schema of database "
            + state.database()
            + " is at version "
            + Migrator.newestVersion()
            + ".");
    retention.apply(admin).forEach(changed -> out.println(said(changed)));
  }

  private static String said(Retention retention) {
    String kept = retention.days() == 0 ? "for ever" : "for " + retention.days() + " days";
    return retention.table().sqlName() + " is kept " + kept + ".";
  }

  private Migrator migrator(ClickHouse admin) {
    return state.clustered() ? Migrator.clustered(admin) : Migrator.unclustered(admin);
  }
}
