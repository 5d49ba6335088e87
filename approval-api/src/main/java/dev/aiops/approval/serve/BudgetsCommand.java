/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.aiops.approval.budget.Money;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a running instance how today's budgets stand. */
record BudgetsCommand(PrintStream out) {

  static final String HELP =
      """
        budgets URL TOKEN_FILE
              how every budget stands today, asked of the instance at URL with an operator's token
      """;

  private static final List<String> HEADINGS =
      List.of(
          "BUDGET",
          "DAY",
          "CAP",
          "SPENT",
          "OPEN LEASES",
          "REMAINING",
          "REFUSED",
          "RESETS IN",
          "MODE");

  void run(List<String> arguments) throws IOException {
    if (arguments.size() != 2) {
      throw new IllegalArgumentException("budgets takes a URL and a file with a token: see --help");
    }
    ApiClient api = ApiClient.of(arguments.get(0), arguments.get(1));
    JsonNode page = api.get("/v1/standings");
    Refused refused = refused(api);
    List<List<String>> rows = new ArrayList<>();
    page.path("standings").forEach(day -> rows.add(row(day, page.path("halted"), refused)));
    page.path("draining").forEach(day -> rows.add(row(day, page.path("halted"), refused)));
    out.println("Policy " + page.path("policy").asText().substring(0, 12) + " is in force.");
    out.print(rows.isEmpty() ? "It has no budget: nothing is capped.\n" : table(rows));
    out.print(refused.note());
  }

  private static Refused refused(ApiClient api) {
    try {
      return new Refused(api.get("/v1/refusals").path("refusals"), "");
    } catch (IOException e) {
      return new Refused(MissingNode.getInstance(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Refused calls, by budget and day.
   *
   * @param problem why they are not known; empty where they are
   */
  private record Refused(JsonNode days, String problem) {

    String on(JsonNode standing) {
      return problem.isEmpty() ? text(find(standing.path("budget"), standing.path("day"))) : "?";
    }

    private JsonNode find(JsonNode budget, JsonNode day) {
      for (JsonNode one : days) {
        if (one.path("budget").equals(budget) && one.path("day").equals(day)) {
          return one;
        }
      }
      return MissingNode.getInstance();
    }

    private static String text(JsonNode day) {
      long would = day.path("would_refuse").asLong();
      return day.path("refused").asLong() + (would == 0 ? "" : " (would be " + would + ")");
    }

    /** What no budget's row tells. */
    String note() {
      if (!problem.isEmpty()) {
        return "How many calls were refused is not known: " + problem + "\n";
      }
      for (JsonNode one : days) {
        long refused = one.path("refused").asLong();
        if (one.path("budget").asText().isEmpty() && refused > 0) {
          return (refused == 1 ? "1 call was" : refused + " calls were")
              + " refused today (UTC) while no budget could be asked.\n";
        }
      }
      return "";
    }
  }

  private static List<String> row(JsonNode day, JsonNode halted, Refused refused) {
    return List.of(
        day.path("budget").asText(),
        day.path("day").asText(),
        usd(day.path("cap_nanos")),
        usd(day.path("spent_nanos")),
        usd(day.path("leased_nanos")) + " in " + day.path("holders").asText(),
        usd(day.path("remaining_nanos")),
        refused.on(day),
        span(Duration.ofSeconds(day.path("resets_in_seconds").asLong())),
        day.path("mode").asText() + why(day.path("budget").asText(), halted));
  }

  private static String why(String budget, JsonNode halted) {
    for (JsonNode one : halted) {
      if (one.path("budget").asText().equals(budget)) {
        return ", halted: " + one.path("reason").asText();
      }
    }
    return "";
  }

  private static String usd(JsonNode nanos) {
    return Money.usd(nanos.asLong());
  }

  private static String span(Duration left) {
    return left.toHours() + " h " + left.toMinutesPart() + " min";
  }

  private static String table(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    line(text, HEADINGS, rows);
    rows.forEach(row -> line(text, row, rows));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> row, List<List<String>> rows) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).append(" ".repeat(width(i, rows) - row.get(i).length())).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static int width(int column, List<List<String>> rows) {
    int widest = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    return Math.max(widest, HEADINGS.get(column).length());
  }
}
