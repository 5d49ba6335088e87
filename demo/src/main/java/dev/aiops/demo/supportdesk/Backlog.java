/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.supportdesk;

import java.io.PrintStream;
import java.util.List;

/** Works through old tickets, one after the other, and stops at the first that fails. */
final class Backlog {

  private static final List<String> TICKETS =
      List.of(
          "The shade of my Moon pendant has a scratch.",
          "Which bulb fits the brass arc lamp?",
          "The invoice of my order names the wrong company.",
          "My Opera chandelier hums when it is dimmed.",
          "Can I still get the green glass of 1998?",
          "The parcel was left at the neighbour's door.",
          "The wall lights came with a plug for another country.",
          "Is the desk lamp allowed in a bathroom?",
          "I ordered two and got three, what now?",
          "The remote control does not find the lamp.",
          "May I paint the shade myself?",
          "The voucher of your newsletter is refused.");

  private final BacklogAgent agent;
  private final PrintStream out;

  Backlog(BacklogAgent agent, PrintStream out) {
    this.agent = agent;
    this.out = out;
  }

  void work() {
    int filed = 0;
    try {
      while (filed < TICKETS.size()) {
        out.println("backlog " + (filed + 1) + ": " + agent.file(TICKETS.get(filed)));
        filed++;
      }
      out.println("backlog: all " + filed + " old tickets are filed");
    } catch (RuntimeException e) {
      out.println("backlog stopped: " + filed + " of " + TICKETS.size() + " old tickets are filed");
      out.println(lines(String.valueOf(e.getMessage())));
    }
  }

  /** For the night shift's screen, which has 100 columns. */
  private static String lines(String message) {
    return message.replaceAll("(.{1,94})(?:\\s+|$)", "    $1\n").stripTrailing();
  }
}
