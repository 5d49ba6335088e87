/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Instant;
import java.util.Map;

/**
 * What a process says of itself in a log record.
 *
 * @param who whose it is
 * @param process its service.instance.id
 * @param at when
 * @param event the record's name
 * @param attributes what it says
 */
public record Log(
    Span.Who who, String process, Instant at, String event, Map<String, String> attributes) {

  /** Rows that it gave up. */
  public static Log dropped(Span.Who who, Instant at, String table, String why, int rows) {
    return new Log(
        who,
        "p-" + who.service(),
        at,
        "aiops.telemetry.dropped",
        Map.of(
            "aiops.dropped.table",
            table,
            "aiops.dropped.reason",
            why,
            "aiops.dropped.rows",
            Integer.toString(rows)));
  }

  /** Hooks that it armed when it started, and those of which it did not find the method. */
  public static Log started(
      Span.Who who, String process, Instant at, String armed, String missing) {
    return new Log(
        who,
        process,
        at,
        "aiops.process.started",
        Map.of("aiops.hooks.armed", armed, "aiops.hooks.missing", missing));
  }

  /** An attribute's value; empty without it. */
  public String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  String row() {
    Map<String, String> resource =
        Map.of(
            "deployment.environment.name",
            who.environment(),
            "aiops.team",
            who.team(),
            "service.instance.id",
            process);
    return "("
        + String.join(
            ", ",
            Rows.time(at),
            Rows.text(who.service()),
            Rows.map(resource),
            Rows.text(event),
            Rows.map(attributes))
        + ")";
  }
}
