/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that failed, where and why.
 *
 * @param runs the runs
 * @param where the span each failed in, by run id, where known
 * @param ids how their ids are shown
 */
record FailureTable(List<RunSummary> runs, Map<String, RunSpan> where, ShortIds ids) {

  private static final int WIDEST_REASON = 100;
  private static final int NARROWEST_REASON = 30;
  private static final int SPAN = 40;

  String text() {
    return Table.fitted(this::table, WIDEST_REASON, NARROWEST_REASON);
  }

  private Table table(int reason) {
    Table table =
        Table.of(
            Table.left("RUN"), Table.left("FAILED IN"), Table.left("OUTCOME"), Table.left("WHY"));
    for (RunSummary run : runs) {
      Optional<RunSpan> span = Optional.ofNullable(where.get(run.id()));
      table.add(
          ids.of(run.id()),
          span.map(s -> Text.cut(s.name(), SPAN)).orElse("?"),
          span.map(RunSpan::outcome).orElse(run.status()),
          why(run, reason));
    }
    return table;
  }

  private static String why(RunSummary run, int length) {
    return run.status().equals("lost")
        ? Text.cut("its process has not been heard of for a minute", length)
        : Text.error(run.error(), length);
  }
}
