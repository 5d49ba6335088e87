/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunTotals.StatusTotals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Many runs in one line. */
final class RunCounts {

  private RunCounts() {}

  static String text(List<StatusTotals> totals, Ink ink) {
    String statuses =
        totals.stream()
            .map(t -> Text.count(t.runs()) + " " + ink.status(t.status()))
            .collect(Collectors.joining(", "));
    return Text.several(sum(totals, StatusTotals::runs), "run")
        + " ("
        + statuses
        + "), "
        + Text.several(sum(totals, StatusTotals::modelCalls), "model call")
        + ", "
        + Text.several(sum(totals, StatusTotals::toolCalls), "tool call")
        + ", "
        + cost(totals);
  }

  private static String cost(List<StatusTotals> totals) {
    List<BigDecimal> known =
        totals.stream().map(StatusTotals::costUsd).filter(Objects::nonNull).toList();
    return Text.usd(
        known.stream().reduce(BigDecimal::add).orElse(null),
        sum(totals, StatusTotals::unpricedCalls),
        sum(totals, StatusTotals::estimatedCalls));
  }

  private static long sum(List<StatusTotals> totals, ToLongFunction<StatusTotals> of) {
    return totals.stream().mapToLong(of).sum();
  }
}
