/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A span to put into the log.
 *
 * @param who whose it is
 * @param run its run; empty outside of one
 * @param id its id
 * @param start when it began
 * @param duration how long it took
 * @param error its error's class; empty without one
 * @param attributes what else it says
 */
public record Span(
    Who who,
    String run,
    String id,
    Instant start,
    Duration duration,
    String error,
    Map<String, String> attributes) {

  /**
   * An app and its agent.
   *
   * @param service its service.name
   * @param environment its environment
   * @param team its team
   * @param agent its agent
   * @param version the agent's version
   */
  public record Who(
      String service, String environment, String team, String agent, String version) {}

  /** One without attributes or error. */
  public static Span of(Who who, String run, String id, Instant start, Duration duration) {
    return new Span(who, run, id, start, duration, "", Map.of());
  }

  /** The same with an attribute. */
  public Span with(String attribute, String value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new Span(who, run, id, start, duration, error, more);
  }

  /** The same, failed. */
  public Span failed(String type) {
    return new Span(who, run, id, start, duration, type, attributes).with("error.type", type);
  }

  /** An attribute's value; empty without it. */
  public String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /** The values of its row, for the columns of {@link Rows}. */
  String row() {
    Map<String, String> all = new LinkedHashMap<>(attributes);
    all.put("gen_ai.agent.name", who.agent());
    all.put("gen_ai.agent.version", who.version());
    if (!run.isEmpty()) {
      all.put("aiops.run.id", run);
    }
    Map<String, String> resource =
        Map.of("deployment.environment.name", who.environment(), "aiops.team", who.team());
    return "("
        + String.join(
            ", ",
            Rows.time(start),
            Rows.text("t-" + run),
            Rows.text(id),
            Rows.text(get("aiops.run.root").isEmpty() ? "root-" + run : ""),
            Rows.text(get("gen_ai.operation.name") + " " + get("gen_ai.request.model")),
            Rows.text(who.service()),
            Rows.map(resource),
            "'dev.aiops'",
            Rows.map(all),
            Long.toString(duration.toNanos()),
            error.isEmpty() ? "'Unset'" : "'Error'",
            Rows.text(error.isEmpty() ? "" : "it said " + error))
        + ")";
  }
}
