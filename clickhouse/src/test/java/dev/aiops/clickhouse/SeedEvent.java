/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row for {@code run_events}.
 *
 * @param run the run
 * @param at when
 * @param kind started, heartbeat, waiting_approval, resumed or ended
 * @param status running, ok, error or cancelled
 * @param details columns besides
 */
public record SeedEvent(
    String run, Instant at, String kind, String status, Map<String, String> details) {

  public static SeedEvent of(String run, Instant at, String kind, String status) {
    return new SeedEvent(run, at, kind, status, Map.of());
  }

  public SeedEvent with(Map<String, String> columns) {
    return new SeedEvent(run, at, kind, status, columns);
  }

  /** One insert per event by the ingest user. */
  public static void insert(ClickHouse ingest, SeedEvent... events) {
    for (SeedEvent event : List.of(events)) {
      ingest.execute(event.sql(), Map.of("async_insert", "0"));
    }
  }

  private String sql() {
    List<String> names = details.keySet().stream().sorted().toList();
    String columns = names.stream().map(name -> ", " + name).collect(Collectors.joining());
    String values =
        names.stream()
            .map(name -> ", " + SeedSpan.text(details.getOrDefault(name, "")))
            .collect(Collectors.joining());
    return "INSERT INTO run_events (RunId, EventTime, Kind, Status"
        + columns
        + ") VALUES ("
        + SeedSpan.text(run)
        + ", "
        + SeedSpan.time(at)
        + ", "
        + SeedSpan.text(kind)
        + ", "
        + SeedSpan.text(status)
        + values
        + ")";
  }
}
