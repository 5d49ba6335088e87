/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
 * @param events what happened in it
 */
public record Span(
    Who who,
    String run,
    String id,
    Instant start,
    Duration duration,
    String error,
    Map<String, String> attributes,
    List<Happened> events) {

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

  /**
   * An event of a span.
   *
   * @param name its name, as aiops.attempt
   * @param attributes what it says
   */
  public record Happened(String name, Map<String, String> attributes) {}

  /** One without attributes, error or events. */
  public static Span of(Who who, String run, String id, Instant start, Duration duration) {
    return new Span(who, run, id, start, duration, "", Map.of(), List.of());
  }

  /** The same with an attribute. */
  public Span with(String attribute, String value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new Span(who, run, id, start, duration, error, more, events);
  }

  /** The same, failed. */
  public Span failed(String type) {
    return new Span(who, run, id, start, duration, type, attributes, events)
        .with("error.type", type);
  }

  /** The same with one more event. */
  public Span happened(String name, Map<String, String> attributesOfIt) {
    List<Happened> more = new ArrayList<>(events);
    more.add(new Happened(name, attributesOfIt));
    return new Span(who, run, id, start, duration, error, attributes, more);
  }

  /** An attribute's value; empty without it. */
  public String get(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  /** What it is for, as chat; empty on a span that is none of an agent. */
  public String operation() {
    return get("gen_ai.operation.name");
  }

  /** Its name. */
  public String name() {
    return operation() + " " + model();
  }

  /** The model asked for. */
  public String model() {
    return get("gen_ai.request.model");
  }

  /** Who served the model. */
  public String provider() {
    return get("gen_ai.provider.name");
  }

  /** The tool. */
  public String tool() {
    return get("gen_ai.tool.name");
  }

  /** Whether it is a run. */
  public boolean isRoot() {
    return !get("aiops.run.root").isEmpty();
  }

  /** How it ended. */
  public String outcome() {
    String said = get("aiops.call.outcome");
    return said.isEmpty() ? error.isEmpty() ? "ok" : "error" : said;
  }

  /** What its error said; empty without one. */
  public String message() {
    return error.isEmpty() ? "" : "it said " + error;
  }

  /** When it ended. */
  public Instant end() {
    return start.plus(duration);
  }

  /** How long it took, milliseconds. */
  public double millis() {
    return duration.toNanos() / 1e6;
  }

  /** What it cost; empty where nobody knows. */
  public Optional<BigDecimal> usd() {
    return Optional.of(get("aiops.cost.usd")).filter(t -> !t.isEmpty()).map(BigDecimal::new);
  }

  /** A number that it says; empty where it does not. */
  public Optional<Long> number(String attribute) {
    return Optional.of(get(attribute)).filter(t -> !t.isEmpty()).map(Long::valueOf);
  }

  /** HTTP attempts after the first. */
  public long extraAttempts() {
    return number("aiops.call.attempts").orElse(1L) - 1;
  }

  /** Its trace. */
  public String trace() {
    return "t-" + run;
  }

  /** Its parent; empty on a run. */
  public String parent() {
    return isRoot() ? "" : "root-" + run;
  }

  /** What its process says of itself. */
  public Map<String, String> resource() {
    return Map.of("deployment.environment.name", who.environment(), "aiops.team", who.team());
  }

  /** All that the row says, as attributes. */
  public Map<String, String> said() {
    Map<String, String> all = new LinkedHashMap<>(attributes);
    all.put("gen_ai.agent.name", who.agent());
    all.put("gen_ai.agent.version", who.version());
    if (!run.isEmpty()) {
      all.put("aiops.run.id", run);
    }
    return all;
  }

  /** The values of its row, for the columns of {@link Rows}. */
  String row(String batch) {
    return "("
        + String.join(
            ", ",
            Rows.time(start),
            Rows.text(trace()),
            Rows.text(id),
            Rows.text(parent()),
            Rows.text(name()),
            Rows.text(who.service()),
            Rows.map(resource()),
            "'dev.aiops'",
            Rows.map(said()),
            Long.toString(duration.toNanos()),
            error.isEmpty() ? "'Unset'" : "'Error'",
            Rows.text(message()),
            Rows.array(events, e -> Rows.time(start)),
            Rows.array(events, e -> Rows.text(e.name())),
            Rows.array(events, e -> Rows.map(e.attributes())),
            Rows.text(batch))
        + ")";
  }
}
