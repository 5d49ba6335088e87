/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What calls were recorded to cost and what they cost by other prices, to the last digit. */
final class RestatedTable {

  private static final int MODEL = 36;

  private RestatedTable() {}

  /** Of what {@code dev.aiops.pricing.Restatement} printed. */
  static String of(List<String> printed) {
    if (printed.isEmpty()) {
      throw new CommandException("pricing said nothing: mvn -pl pricing compile");
    }
    List<RestatedCost> costs = printed.stream().skip(1).map(RestatedCost::of).toList();
    if (costs.isEmpty()) {
      return "No call in that time that a provider may have billed." + System.lineSeparator();
    }
    RestatedCost all = costs.stream().reduce(RestatedCost.NONE, RestatedCost::plus);
    Table table =
        Table.of(
            left("PROVIDER"),
            left("MODEL"),
            right("CALLS"),
            right("RECORDED USD"),
            right("RESTATED USD"),
            right("DIFFERENCE"),
            right("UNPRICED"),
            right("NOW"));
    costs.forEach(cost -> add(table, cost));
    add(table, all);
    return table.text()
        + "By "
        + printed.get(0)
        + "."
        + System.lineSeparator()
        + String.join("", notes(all));
  }

  private static void add(Table table, RestatedCost cost) {
    table.add(
        cost.provider().isEmpty() ? "unknown" : cost.provider(),
        Text.cut(cost.model(), MODEL),
        Text.count(cost.calls()),
        usd(cost.recorded()),
        usd(cost.restated()),
        (cost.difference().signum() > 0 ? "+" : "") + usd(cost.difference()),
        Text.count(cost.unpricedBefore()),
        Text.count(cost.unpricedNow()));
  }

  /** What a sum alone would hide. */
  private static List<String> notes(RestatedCost all) {
    List<String> notes = new ArrayList<>();
    if (all.gained() > 0) {
      notes.add(note(all.gained(), "had no price and have one now", all.gainedUsd(), "restated"));
    }
    if (all.lost() > 0) {
      notes.add(note(all.lost(), "had a price and have none now", all.lostUsd(), "recorded"));
    }
    if (all.unpricedNow() > 0) {
      notes.add(
          "Calls without a price are in no sum: unknown is not zero." + System.lineSeparator());
    }
    if (all.estimatedNow() > 0) {
      notes.add(
          Text.count(all.estimatedNow())
              + " of the restated costs are estimates."
              + System.lineSeparator());
    }
    return notes;
  }

  private static String note(long calls, String what, BigDecimal usd, String sum) {
    return Text.count(calls)
        + " of them "
        + what
        + ": "
        + usd(usd)
        + " USD of the "
        + sum
        + " sum."
        + System.lineSeparator();
  }

  private static String usd(BigDecimal usd) {
    return usd.toPlainString();
  }
}
