/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How many spans a second one process can send through the agent, from the end of a span to its row
 * in ClickHouse, against posting ready blocks of the same rows: the rate is raised by tenths of
 * that limit for as long as every span arrives in time, at the first or second try.
 */
final class Throughput implements Measurement {
  private static final double AT_LEAST = 0.5;
  private static final int FIRST_TENTH = 3;
  private static final int LAST_TENTH = 12;
  private static final int TRIES = 2;
  private static final int BLOCKS = 12;
  private static final long WARM_UP_PER_SECOND = 20_000;

  @Override
  public Finding measure(Lab lab, Plan plan) throws Exception {
    try (Child source = lab.spanSource(SpanRate.SERVICE)) {
      source.answer();
      long millis = plan.throughputMillis();
      SpanRate.sent(lab.store(), source, WARM_UP_PER_SECOND, millis);
      Blocks blocks = Blocks.largest(lab.store(), BLOCKS);
      double limit = blocks.rowsPerSecond(millis);
      return report(limit, blocks.rowsPerBlock(), raise(lab.store(), source, limit, millis));
    }
  }

  private static List<SpanRate> raise(ClickHouse store, Child source, double limit, long millis)
      throws InterruptedException {
    List<SpanRate> rates = new ArrayList<>();
    int missed = 0;
    for (int tenth = FIRST_TENTH; missed < TRIES && tenth <= LAST_TENTH; ) {
      SpanRate rate = SpanRate.sent(store, source, Math.round(limit * tenth / 10), millis);
      rates.add(rate);
      missed = rate.sustained() ? 0 : missed + 1;
      tenth += rate.sustained() ? 1 : 0;
    }
    return rates;
  }

  private static Finding report(double limit, long rowsPerBlock, List<SpanRate> rates) {
    double best =
        rates.stream().filter(SpanRate::sustained).mapToDouble(SpanRate::perSecond).max().orElse(0);
    Table table =
        new Table(
            "(b) Spans a second from one process",
            "what",
            "per second",
            "of the limit",
            "made",
            "arrived",
            "the last one after, s");
    table.row(
        "posting ready blocks of " + rowsPerBlock + " rows", whole(limit), "1.00", "", "", "");
    for (SpanRate rate : rates) {
      table.row(
          rate.sustained() ? "through the agent" : "through the agent, too much",
          whole(rate.perSecond()),
          ratio(rate.perSecond() / limit),
          rate.made(),
          rate.arrived(),
          ratio(rate.lateMillis() / 1e3));
    }
    return new Finding(table, List.of(promise(best / limit)));
  }

  private static Limit promise(double ratio) {
    return new Limit(
        "(b) sustained through the agent, at least half of posting ready blocks",
        ratio(ratio),
        ratio >= AT_LEAST);
  }

  private static String whole(double perSecond) {
    return String.format(Locale.ROOT, "%.0f", perSecond);
  }

  private static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }
}
