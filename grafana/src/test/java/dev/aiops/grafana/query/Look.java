/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.query;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a dashboard is looked at: from when to when, at which interval, with which variables.
 *
 * @param from start of the time range
 * @param to its end
 * @param interval what Grafana says for $__interval
 * @param values the values of variables that are not as they are when a dashboard is opened
 */
public record Look(Instant from, Instant to, Duration interval, Map<String, List<String>> values) {

  /** The last hours up to a moment, with everything as it is when a dashboard is opened. */
  public static Look at(Instant to, Duration before) {
    return new Look(to.minus(before), to, before.dividedBy(100), Map.of());
  }

  /** The same with other values of a variable. */
  public Look with(String variable, String... chosen) {
    Map<String, List<String>> more = new HashMap<>(values);
    more.put(variable, List.of(chosen));
    return new Look(from, to, interval, Map.copyOf(more));
  }

  /** What reaches ClickHouse of a query. */
  public String sql(PanelQuery query) {
    Map<String, List<String>> all = new HashMap<>(query.defaults());
    values.forEach(all::replace);
    return new Macros(from, to, interval).in(new Template(all).in(query.sql()));
  }

  /** What reaches ClickHouse of an alert's query: no variables there. */
  public String sql(String alert) {
    return new Macros(from, to, interval).in(alert);
  }
}
