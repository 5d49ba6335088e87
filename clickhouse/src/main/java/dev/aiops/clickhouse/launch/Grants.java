/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import java.io.PrintStream;
import java.util.List;

/**
 * Prints the SQL by which somebody who may manage access makes our users on a server of one's own,
 * with passwords made for the purpose. They are in it as comments, and nowhere else.
 */
record Grants(State state, PrintStream out, Passwords passwords) {

  void run(List<String> args) {
    if (!args.isEmpty()) {
      throw new CommandException("./aiops grants takes nothing, got '" + args.get(0) + "'");
    }
    out.println("-- Users of AI Ops for database " + state.database() + ". Keep the passwords:");
    Users.ALL.forEach(user -> out.println("--   " + user + "  " + passwords.of(user)));
    statements().forEach(sql -> out.println(sql + ";"));
  }

  private List<String> statements() {
    return state.clustered()
        ? Users.setUpOnCluster(state.database(), passwords)
        : Users.setUp(state.database(), passwords);
  }
}
