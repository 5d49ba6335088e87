/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a run cost so far.
 *
 * @param column by which it is known: RunId or TraceId
 * @param run letters, digits and dashes only
 */
record RunCost(String column, String run) {

  private static final String SQL =
      """
      SELECT count(), ifNull(toString(sum(c.CostUsd)), ''), countIf(c.CostUsd IS NULL AND c.CostStatus != 'unbilled'),
        ifNull(toString(sum(c.InputTokens)), ''), ifNull(toString(sum(c.OutputTokens)), '')
      FROM llm_calls AS c
      WHERE c.%s = '%s'
      SETTINGS max_execution_time = 2
      """;

  /** Its calls of models; what is not known is null. */
  record Sum(
      long calls,
      @Nullable BigDecimal usd,
      long unpriced,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens) {}

  Sum at(ClickHouse at) {
    String[] cells = at.ask(SQL.formatted(column, run)).split("\t", -1);
    long calls = Long.parseLong(cells[0]);
    return new Sum(
        calls, usd(calls, cells[1]), Long.parseLong(cells[2]), tokens(cells[3]), tokens(cells[4]));
  }

  /** A run that called no model cost nothing; of one that did, and has no price, it is unknown. */
  private static @Nullable BigDecimal usd(long calls, String sum) {
    if (sum.isEmpty()) {
      return calls == 0 ? BigDecimal.ZERO : null;
    }
    return new BigDecimal(sum);
  }

  private static @Nullable Long tokens(String sum) {
    return sum.isEmpty() ? null : Long.valueOf(sum);
  }
}
