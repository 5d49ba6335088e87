/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.PricedCost.Sum;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The log's sum beside the provider's bill.
 *
 * @param log what ClickHouse has
 * @param billedUsd what the provider billed
 * @param billedCalls for how many calls, where told
 * @param leftOut calls whose cost is estimated or unknown, so not in the log's sum
 */
record Comparison(Sum log, BigDecimal billedUsd, Optional<Long> billedCalls, long leftOut) {

  boolean equal() {
    return log.costUsd().compareTo(billedUsd) == 0
        && billedCalls.map(calls -> calls == log.calls()).orElse(true);
  }

  String text(Ink ink) {
    Table table = Table.of(Table.left("BOOK"), Table.right("CALLS"), Table.right("COST"));
    table.add("ClickHouse", Text.count(log.calls()), Text.usd(log.costUsd()));
    table.add("provider's own", billedCalls.map(Text::count).orElse("?"), Text.usd(billedUsd));
    return table.text() + (equal() ? ink.good(verdict()) : ink.bad(verdict())) + leftOutText();
  }

  /** One line, for the screen or as the reason of a failure. */
  String verdict() {
    if (equal()) {
      return "Equal to the last digit.";
    }
    BigDecimal difference = log.costUsd().subtract(billedUsd);
    String calls =
        billedCalls
            .filter(billed -> billed != log.calls())
            .map(billed -> ", " + log.calls() + " of " + billed + " calls")
            .orElse("");
    return "The books differ: ClickHouse has "
        + Text.usd(difference.abs())
        + (difference.signum() < 0 ? " less" : " more")
        + " than the provider billed"
        + calls
        + ".";
  }

  private String leftOutText() {
    String why =
        leftOut == 0
            ? ""
            : " Left out of both: "
                + Text.several(leftOut, "call")
                + " whose cost nobody can know exactly, listed above.";
    return why + System.lineSeparator();
  }
}
