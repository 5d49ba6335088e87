/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.query.PanelQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long ClickHouse takes for each query of each dashboard and for each alert's, asked one after
 * the other by the user that Grafana has, over the range that the dashboard has when it is opened.
 * Each look is a minute before the one before, as a dashboard that refreshes never asks the same
 * thing twice. The days before are as full as the last, so that a panel reads as much however many
 * there are.
 */
final class PanelTimes implements Measurement {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String LOG = "'otel_traces', 'run_events', 'otel_logs', 'message_content'";

  private final List<Integer> sizes;

  /** Panels on so many days, and then on more. */
  PanelTimes(List<Integer> sizes) {
    this.sizes = List.copyOf(sizes);
  }

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    return PanelReport.of(logs(lab, plan, sizes));
  }

  /** The same panels on ever more days. */
  static List<MeasuredLog> logs(Lab lab, Plan plan, List<Integer> sizes) throws Exception {
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    DrawnDays days = new DrawnDays(lab.store(), end, plan.runsPerDay());
    List<MeasuredLog> logs = new ArrayList<>();
    for (int wanted : sizes) {
      days.reach(wanted);
      System.err.println(wanted + " days are written");
      logs.add(measured(lab, plan, end, wanted));
      System.err.println(wanted + " days are measured; so far:\n" + PanelReport.of(logs).table());
    }
    return logs;
  }

  private static MeasuredLog measured(Lab lab, Plan plan, Instant end, int days)
      throws IOException {
    ClickHouse store = lab.store();
    List<String> runs = runs(store, end, plan.looks());
    Map<PanelQuery, double[]> millis = new LinkedHashMap<>();
    for (Dashboard board : lab.dashboards()) {
      millis.putAll(millis(lab.reader(), looks(board, plan, end, runs), board.queries()));
      System.err.println("  " + board.uid() + " is measured");
    }
    millis.putAll(millis(lab.reader(), looks(plan.otherLooks(), end, DAY), lab.alerts()));
    return new MeasuredLog(
        days, rows(store, "otel_traces"), bytes(store, "'otel_traces'"), bytes(store, LOG), millis);
  }

  private static List<Look> looks(Dashboard board, Plan plan, Instant end, List<String> runs) {
    int counted = PanelReport.isPromised(board.uid()) ? plan.looks() : plan.otherLooks();
    List<Look> looks = looks(counted, end, board.range());
    return IntStream.range(0, looks.size())
        .mapToObj(i -> looks.get(i).with("run", runs.get(i)))
        .toList();
  }

  /** One more than counts. */
  private static List<Look> looks(int counted, Instant end, Duration range) {
    return IntStream.rangeClosed(0, counted)
        .mapToObj(i -> Look.at(end.minus(i, ChronoUnit.MINUTES), range))
        .toList();
  }

  /**
   * Each look is at all queries, so that what disturbs the machine for a while meets them alike.
   * The first one is not counted: it reads files that the system has not read yet.
   */
  private static Map<PanelQuery, double[]> millis(
      ClickHouse reader, List<Look> looks, List<PanelQuery> queries) {
    Map<PanelQuery, double[]> millis = new LinkedHashMap<>();
    queries.forEach(query -> millis.put(query, new double[looks.size() - 1]));
    queries.forEach(query -> millis(reader, sql(looks.get(0), query)));
    for (int i = 1; i < looks.size(); i++) {
      for (Map.Entry<PanelQuery, double[]> measured : millis.entrySet()) {
        measured.getValue()[i - 1] = millis(reader, sql(looks.get(i), measured.getKey()));
      }
    }
    return millis;
  }

  private static double millis(ClickHouse reader, String sql) {
    long began = System.nanoTime();
    reader.ask(sql);
    return (System.nanoTime() - began) / 1e6;
  }

  /** As if asked when the look ends: writing many days takes minutes, in which nothing happens. */
  private static String sql(Look look, PanelQuery query) {
    String now = "toDateTime(" + look.to().getEpochSecond() + ")";
    return look.sql(query).replace("now()", now) + "\nFORMAT JSONCompact";
  }

  /** Runs of the thirty days that the dashboard of a run looks back. */
  private static List<String> runs(ClickHouse store, Instant end, int looks) {
    return store
        .ask(
            """
            SELECT RunId FROM run_events
            WHERE Kind = 'ended' AND EventTime > toDateTime(%d) - INTERVAL 29 DAY
            ORDER BY cityHash64(RunId) LIMIT %d"""
                .formatted(end.getEpochSecond(), looks + 1))
        .lines()
        .toList();
  }

  private static long rows(ClickHouse store, String table) {
    return Long.parseLong(store.ask("SELECT count() FROM " + table));
  }

  private static long bytes(ClickHouse store, String tables) {
    return Long.parseLong(
        store.ask(
            "SELECT sum(bytes_on_disk) FROM system.parts"
                + " WHERE active AND database = currentDatabase() AND table IN ("
                + tables
                + ")"));
  }
}
