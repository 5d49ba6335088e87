/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.web.Runs.Step;
import dev.aiops.clickhouse.ClickHouse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, oldest first.
 *
 * @param column by which it is known: RunId or TraceId
 * @param run letters, digits and dashes only
 */
record RunSteps(String column, String run) {

  static final int MOST = 100;

  private static final String SQL =
      """
      SELECT toUnixTimestamp64Nano(Timestamp), concat(SpanName, if(ServiceName = '', '', concat(' in ', ServiceName))),
        trimBoth(concat(Outcome, ' ', ErrorType)), Duration, ifNull(toString(CostUsd), ''), count() OVER ()
      FROM otel_traces
      WHERE %s = '%s' AND Operation != ''
      ORDER BY Timestamp, SpanId LIMIT %d
      SETTINGS max_execution_time = 2
      """;

  /**
   * Some of its steps.
   *
   * @param total how many it has
   */
  record Found(List<Step> steps, long total) {}

  Found at(ClickHouse at) {
    List<String[]> rows =
        at.ask(SQL.formatted(column, run, MOST)).lines().map(line -> line.split("\t", -1)).toList();
    long total = rows.isEmpty() ? 0 : Long.parseLong(rows.get(0)[5]);
    return new Found(rows.stream().map(RunSteps::step).toList(), total);
  }

  private static Step step(String[] cells) {
    return new Step(
        Instant.ofEpochSecond(0, Long.parseLong(cells[0])),
        Tsv.text(cells[1]),
        Tsv.text(cells[2]),
        Duration.ofNanos(Long.parseLong(cells[3])),
        cost(cells[4]));
  }

  private static @Nullable BigDecimal cost(String text) {
    return text.isEmpty() ? null : new BigDecimal(text);
  }
}
