/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.Model.Library;
import java.util.List;
import java.util.Locale;

/**
 * How long after it happened a thing can be read: from the end of a span to its row, and from the
 * start of a run to the run. Under half load, with four threads asking, and read through the view
 * that people read.
 */
final class Visible implements Measurement {
  private static final double SPAN_LIMIT_SECONDS = 3;
  private static final double RUN_LIMIT_SECONDS = 2;
  private static final int THREADS = 4;

  private static final String SPANS =
      """
      SELECT SpanId, toUnixTimestamp64Nano(Timestamp) + Duration FROM otel_traces
      WHERE ServiceName = 'bench-visible' AND Timestamp > now64(9) - INTERVAL 20 SECOND\
      """;
  private static final String RUNS =
      """
      SELECT RunId, toUnixTimestamp64Nano(StartedAt) FROM
        runs_since(since = now64(9) - INTERVAL 20 SECOND)
      WHERE ServiceName = 'bench-visible'\
      """;

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    return report(HalfLoad.during(() -> seen(lab, plan)));
  }

  /** Makes calls and watches their spans and runs appear. */
  static Seen seen(Lab lab, Plan plan) throws Exception {
    try (Watch spans = Watch.start(lab.store(), SPANS);
        Watch runs = Watch.start(lab.store(), RUNS)) {
      ask(lab, plan);
      Thread.sleep(plan.settleMillis());
      int calls = Library.FIRST.size() * THREADS * plan.visibleCalls();
      return new Seen(calls, spans.seconds(), runs.seconds());
    }
  }

  private static void ask(Lab lab, Plan plan) throws Exception {
    try (RunningProvider provider = lab.provider();
        Child app = lab.app("visible", Variant.OURS, "-Dotel.service.name=bench-visible")) {
      app.answer();
      for (Library library : Library.FIRST) {
        String url = provider.baseUrl(library.protocol(), AddedTime.ANSWER_MICROS);
        app.ask(new Asking(library, THREADS, plan.visibleCalls(), url).line());
      }
    }
  }

  private static Finding report(Seen seen) {
    Table table =
        new Table("(c) Until it can be read, seconds", "what", "rows", "p50", "p99", "worst");
    row(table, "from the end of a span to its row", seen.spans());
    row(table, "from the start of a run to the run", seen.runs());
    return new Finding(
        table,
        List.of(
            limit("(c) span end to visible row", seen.calls(), seen.spans(), SPAN_LIMIT_SECONDS),
            limit("(c) run start to visible run", seen.calls(), seen.runs(), RUN_LIMIT_SECONDS)));
  }

  private static void row(Table table, String what, double[] seconds) {
    table.row(
        what,
        seconds.length,
        format(Percentile.of(seconds, 50)),
        format(Percentile.of(seconds, 99)),
        format(Percentile.of(seconds, 100)));
  }

  private static Limit limit(String what, int calls, double[] seconds, double limit) {
    double measured = Percentile.of(seconds, 99);
    return new Limit(
        String.format(Locale.ROOT, "%s, p99 of %d calls, under %.0f s", what, calls, limit),
        format(measured) + " s, " + seconds.length + " seen",
        measured < limit && seconds.length >= calls);
  }

  private static String format(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }

  /**
   * What was seen.
   *
   * @param calls calls made, each a run of one span
   * @param spans seconds from each span's end until it was seen
   * @param runs seconds from each run's start until it was seen
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(int calls, double[] spans, double[] runs) {}
}
