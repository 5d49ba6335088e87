/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The macros that the plugin's backend puts in, for alerts too, as its {@code pkg/macros/macros.go}
 * says (grafana/clickhouse-datasource). It finds an argument up to the first closing bracket, so
 * that an argument must not have brackets of its own.
 */
final class Macros {

  private static final Pattern MACRO = Pattern.compile("\\$__(\\w+)(?:\\((.*?)\\))?");

  private final Instant from;
  private final Instant to;
  private final Duration interval;

  private final Map<String, Function<String, String>> known =
      Map.of(
          "timeFilter",
          this::timeFilter,
          "dateFilter",
          this::dateFilter,
          "timeInterval",
          this::timeInterval,
          "fromTime",
          argument -> seconds(start()),
          "toTime",
          argument -> seconds(end()),
          "interval_s",
          argument -> Long.toString(step()));

  Macros(Instant from, Instant to, Duration interval) {
    this.from = from;
    this.to = to;
    this.interval = interval;
  }

  String in(String sql) {
    return MACRO
        .matcher(sql)
        .replaceAll(
            use -> Matcher.quoteReplacement(expand(use.group(1), use.group(), use.group(2))));
  }

  private String expand(String name, String use, String argument) {
    Function<String, String> macro = known.get(name);
    boolean takesNone = !List.of("timeFilter", "dateFilter", "timeInterval").contains(name);
    if (macro == null
        || (argument == null) != takesNone
        || (argument != null && argument.contains("("))) {
      return use;
    }
    return macro.apply(argument);
  }

  private String timeFilter(String column) {
    return "%1$s >= %2$s AND %1$s <= %3$s".formatted(column, seconds(from), seconds(to));
  }

  private String dateFilter(String column) {
    return "%1$s >= %2$s AND %1$s <= %3$s".formatted(column, day(from), day(to));
  }

  private String timeInterval(String column) {
    return "toStartOfInterval(toDateTime(%s), INTERVAL %d second)".formatted(column, step());
  }

  private long step() {
    return Math.max(1, interval.toSeconds());
  }

  private Instant start() {
    return from;
  }

  private Instant end() {
    return to;
  }

  private static String seconds(Instant at) {
    return "toDateTime(" + at.getEpochSecond() + ")";
  }

  private static String day(Instant at) {
    return "toDate('" + at.atOffset(ZoneOffset.UTC).toLocalDate() + "')";
  }
}
