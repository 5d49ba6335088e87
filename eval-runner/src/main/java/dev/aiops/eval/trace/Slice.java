/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.read.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Some runs that were under way at about one time. The time bounds what is searched: it must hold
 * all their spans.
 *
 * @param runs ids, of one run at least
 * @param from no span of them began before
 * @param until no span of them began after
 */
public record Slice(List<String> runs, Instant from, Instant until) {

  /** A span may be begun a little before its run says it began, by another process's clock. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  /** Fails on a slice without a run. */
  public Slice {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a slice must have a run: leave out the read");
    }
    runs = List.copyOf(runs);
  }

  /**
   * A query with its three places filled: {@code %1$s} runs, {@code %2$s} first and {@code %3$s}
   * last moment.
   */
  public String in(String sql) {
    return sql.formatted(
        Rows.sqlTexts(runs),
        Rows.sqlInstant(from.minus(CLOCKS)),
        Rows.sqlInstant(until.plus(CLOCKS)));
  }
}
