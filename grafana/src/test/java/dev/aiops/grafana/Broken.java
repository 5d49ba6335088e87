/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.query.PanelQuery;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Runs every query of every dashboard, and tells which do not answer in the columns of their panel.
 */
final class Broken {

  private final ClickHouse reader;

  /** A statement that ran is not run again. */
  private final Set<String> ran = ConcurrentHashMap.newKeySet();

  Broken(ClickHouse reader) {
    this.reader = reader;
  }

  List<String> by(Look look) {
    return Dashboard.all().stream()
        .map(Dashboard::queries)
        .flatMap(Collection::stream)
        .toList()
        .parallelStream()
        .flatMap(query -> run(query, look.sql(query)))
        .toList();
  }

  private Stream<String> run(PanelQuery query, String sql) {
    if (!ran.add(query.type() + sql)) {
      return Stream.empty();
    }
    try {
      Columns.fit(query, Answer.of(reader, sql));
      return Stream.empty();
    } catch (RuntimeException | AssertionError e) {
      return Stream.of(query.place() + ": " + e.getMessage() + "\n" + sql);
    }
  }
}
