/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which run a trace is of. */
final class RunOfTrace {

  /**
   * A trace of several runs, as of an agent that starts another, is of the one that began first.
   */
  private static final String SQL =
      """
      SELECT TraceId, argMin(RunId, Timestamp) AS Run
      FROM otel_traces
      WHERE TraceId IN %s AND RunId != ''
      GROUP BY TraceId
      """;

  private RunOfTrace() {}

  static Map<String, String> of(Collection<String> traces, ClickHouse at) {
    Map<String, String> runs = new HashMap<>();
    if (!traces.isEmpty()) {
      Rows.of(
          at,
          SQL.formatted(Rows.sqlTexts(traces)),
          row -> runs.put(row.getString("TraceId"), row.getString("Run")));
    }
    return runs;
  }
}
