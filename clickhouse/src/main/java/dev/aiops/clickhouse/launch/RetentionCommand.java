/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.keep.Retention;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows how many days each part of the log is kept, or changes it. */
record RetentionCommand(State state, PrintStream out) {

  void run(List<String> args) throws IOException {
    if (args.size() == 2) {
      new Retention(part(args.get(0)), days(args.get(1))).apply(state.as(Users.ADMIN));
    } else if (!args.isEmpty()) {
      throw new CommandException(
          "./aiops retention takes nothing, or one of "
              + names()
              + " and a number of days (0: for ever)");
    }
    out.print(table());
  }

  private String table() throws IOException {
    Table table = Table.of(Table.left("WHAT"), Table.left("TABLE"), Table.right("KEPT"));
    for (Retention.Table part : Retention.Table.values()) {
      int days = Retention.of(part, state.reader()).days();
      table.add(name(part), part.sqlName(), days == 0 ? "for ever" : days + " days");
    }
    return table.text();
  }

  private static Retention.Table part(String name) {
    return Arrays.stream(Retention.Table.values())
        .filter(table -> name(table).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandException(
                    "no such part of the log: " + name + "; there are " + names()));
  }

  private static int days(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CommandException("days must be a number (0: for ever), got '" + text + "'");
    }
  }

  private static String names() {
    return Arrays.stream(Retention.Table.values())
        .map(RetentionCommand::name)
        .collect(Collectors.joining(", "));
  }

  private static String name(Retention.Table table) {
    return table.name().toLowerCase(Locale.ROOT);
  }
}
