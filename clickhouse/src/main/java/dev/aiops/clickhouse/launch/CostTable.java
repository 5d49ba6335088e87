/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static dev.aiops.clickhouse.launch.Table.left;
import static dev.aiops.clickhouse.launch.Table.right;
import static java.util.stream.Collectors.groupingBy;

import dev.aiops.clickhouse.read.CostPerDay.DayCost;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cost per day, and of each day by model. */
final class CostTable {

  private static final int MODEL = 36;

  private CostTable() {}

  static String of(List<DayCost> costs) {
    Table table =
        Table.of(
            left("DAY"),
            left("PROVIDER"),
            left("MODEL"),
            right("CALLS"),
            right("TOKENS IN"),
            right("OUT"),
            right("COST"),
            left(""));
    Map<LocalDate, List<DayCost>> days =
        costs.stream().collect(groupingBy(DayCost::day, LinkedHashMap::new, Collectors.toList()));
    days.forEach((day, models) -> add(table, day, models));
    return table.text();
  }

  /** The day's sum, then its models below it; the one model is the sum where there is but one. */
  private static void add(Table table, LocalDate day, List<DayCost> models) {
    if (models.size() == 1) {
      table.add(row(day.toString(), models.get(0)));
      return;
    }
    table.add(row(day.toString(), sum(day, models)));
    models.forEach(model -> table.add(row("", model)));
  }

  private static DayCost sum(LocalDate day, List<DayCost> models) {
    return new DayCost(
        day,
        "all",
        "",
        models.stream().mapToLong(DayCost::calls).sum(),
        known(models, DayCost::costUsd, BigDecimal::add),
        known(models, DayCost::inputTokens, Long::sum),
        known(models, DayCost::outputTokens, Long::sum),
        models.stream().mapToLong(DayCost::unpricedCalls).sum(),
        models.stream().mapToLong(DayCost::estimatedCalls).sum());
  }

  /** The sum of what is known; null where nothing is. */
  private static <T> @Nullable T known(
      List<DayCost> models, Function<DayCost, @Nullable T> of, BinaryOperator<T> add) {
    return models.stream().map(of).filter(Objects::nonNull).reduce(add).orElse(null);
  }

  private static String[] row(String day, DayCost c) {
    return new String[] {
      day,
      c.provider(),
      Text.cut(c.model(), MODEL),
      Text.count(c.calls()),
      Text.count(c.inputTokens()),
      Text.count(c.outputTokens()),
      Text.usd(c.costUsd()),
      Text.inexact(c.unpricedCalls(), c.estimatedCalls())
    };
  }
}
