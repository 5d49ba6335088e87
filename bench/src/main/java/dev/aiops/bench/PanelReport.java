/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.grafana.query.PanelQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The table of panels, and what is promised of two dashboards. */
final class PanelReport {
  private static final String CONTROL_ROOM = "aiops-control-room";
  private static final String RUN = "aiops-run";
  private static final double CONTROL_ROOM_MILLIS = 150;
  private static final double RUN_MILLIS = 200;
  private static final double GROWTH = 1.5;
  private static final double SPAN_BYTES = 150;

  /** Below, a panel may double by what the machine does beside it. */
  private static final double NOISE_MILLIS = 20;

  /**
   * Days that a panel of the control room reads where that is more than the one of its time range:
   * it compares with what was before. Its growth is from the smallest log that has as many, as it
   * reads less of a smaller one.
   */
  private static final Map<String, Integer> DAYS =
      Map.of(
          "Failure share against the time before", 2,
          "Quality by evaluator", 2,
          "Spending against the week", 8,
          "New versions of agents", 8);

  private final List<MeasuredLog> logs;
  private final MeasuredLog smallest;
  private final MeasuredLog largest;

  private PanelReport(List<MeasuredLog> logs) {
    this.logs = logs;
    this.smallest = logs.get(0);
    this.largest = logs.get(logs.size() - 1);
  }

  static Finding of(List<MeasuredLog> logs) {
    PanelReport report = new PanelReport(logs);
    return new Finding(report.table(), report.limits());
  }

  private Table table() {
    List<String> header = new ArrayList<>(List.of("dashboard / panel"));
    logs.forEach(log -> header.add(millions(log) + ": p50"));
    logs.forEach(log -> header.add(millions(log) + ": p95"));
    Table table =
        new Table("(i) Queries of dashboards, milliseconds", header.toArray(String[]::new));
    row(table, "bytes per span on disk", log -> log.perSpan(log.spanBytes()));
    row(table, "with run events, logs, messages", log -> log.perSpan(log.logBytes()));
    largest.millis().keySet().forEach(panel -> row(table, panel));
    return table;
  }

  private void row(Table table, String title, ToDoubleFunction<MeasuredLog> value) {
    List<Object> cells = new ArrayList<>(List.of(title));
    logs.forEach(log -> cells.add(format(value.applyAsDouble(log))));
    logs.forEach(log -> cells.add(""));
    table.row(cells.toArray());
  }

  private void row(Table table, PanelQuery panel) {
    List<Object> cells = new ArrayList<>(List.of(panel.place()));
    logs.forEach(log -> cells.add(format(log.millis(panel, 50))));
    logs.forEach(log -> cells.add(format(log.millis(panel, 95))));
    table.row(cells.toArray());
  }

  private List<Limit> limits() {
    return List.of(
        under(CONTROL_ROOM, CONTROL_ROOM_MILLIS),
        growth(CONTROL_ROOM),
        under(RUN, RUN_MILLIS),
        bytes());
  }

  /** Whether times are promised of a dashboard, by its uid. */
  static boolean isPromised(String board) {
    return board.equals(CONTROL_ROOM) || board.equals(RUN);
  }

  private Limit bytes() {
    double measured = largest.perSpan(largest.spanBytes());
    return new Limit(
        String.format(
            Locale.ROOT,
            "(i) a span on disk at %s spans, projections and indexes included, under %.0f bytes",
            millions(largest),
            SPAN_BYTES),
        format(measured) + " bytes",
        measured < SPAN_BYTES);
  }

  private Limit under(String board, double millis) {
    PanelQuery worst = worst(board, panel -> largest.millis(panel, 95));
    double measured = largest.millis(worst, 95);
    return new Limit(
        String.format(
            Locale.ROOT,
            "(i) every query of %s at %s spans, p95 under %.0f ms",
            board,
            millions(largest),
            millis),
        format(measured) + " ms: " + worst.title(),
        measured < millis);
  }

  private Limit growth(String board) {
    PanelQuery worst = worst(board, this::growth);
    return new Limit(
        String.format(
            Locale.ROOT,
            "(i) every query of %s at %s spans, p95 within %.1f times of that at %s (of the smallest log with as many days as it reads), or under %.0f ms",
            board,
            millions(largest),
            GROWTH,
            millions(smallest),
            NOISE_MILLIS),
        String.format(Locale.ROOT, "%.2f: %s", growth(worst), worst.title()),
        growth(worst) <= GROWTH);
  }

  private double growth(PanelQuery panel) {
    double after = largest.millis(panel, 95);
    return after < NOISE_MILLIS ? 0 : after / comparable(panel).millis(panel, 95);
  }

  private MeasuredLog comparable(PanelQuery panel) {
    int days = DAYS.getOrDefault(panel.title(), 1);
    return logs.stream().filter(log -> log.days() >= days).findFirst().orElse(largest);
  }

  private PanelQuery worst(String board, ToDoubleFunction<PanelQuery> measure) {
    Collection<PanelQuery> panels = largest.millis().keySet();
    return panels.stream()
        .filter(panel -> panel.dashboard().equals(board))
        .max(Comparator.comparingDouble(measure))
        .orElseThrow(() -> new IllegalArgumentException("no panels of " + board));
  }

  private static String millions(MeasuredLog log) {
    return String.format(Locale.ROOT, "%.1f M", log.spans() / 1e6);
  }

  private static String format(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
