/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An action that waited for a person, as the control log tells of it.
 *
 * @param id of the approval
 * @param who whose agent asked
 * @param run the run that waited
 * @param tool what was to be done
 * @param requester for whom; empty where nobody knows
 * @param arguments with what
 * @param steps what became of it, the asking first
 */
public record Asked(
    String id,
    Span.Who who,
    String run,
    String tool,
    String requester,
    String arguments,
    List<Step> steps) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> SETTLING =
      Set.of("approval_settled", "approval_expired", "approval_cancelled");

  /**
   * A row of the control log.
   *
   * @param at when
   * @param kind what happened, as approval_settled
   * @param state the approval's state after it
   * @param actor who caused it
   * @param approves whether an answer was yes; false on what is no answer
   */
  public record Step(Instant at, String kind, String state, String actor, boolean approves) {}

  /** One that waits. */
  public static Asked of(
      String id, Span.Who who, String run, String tool, String requester, Instant at) {
    Step asking = new Step(at, "approval_requested", "PENDING", "agents", false);
    return new Asked(
        id, who, run, tool, requester, "{\"amount\":" + id.length() + "}", List.of(asking));
  }

  /** The same after one more row. */
  public Asked then(long seconds, String kind, String state, String actor) {
    return and(new Step(requested().plusSeconds(seconds), kind, state, actor, false));
  }

  /** The same after an answer that settles nothing yet. */
  public Asked answered(long seconds, String actor, boolean approves) {
    return and(
        new Step(requested().plusSeconds(seconds), "approval_decided", "PENDING", actor, approves));
  }

  private Asked and(Step step) {
    List<Step> more = new ArrayList<>(steps);
    more.add(step);
    return new Asked(id, who, run, tool, requester, arguments, more);
  }

  /** The rule that held it. */
  public String rule() {
    return "large-" + tool;
  }

  /** When it was asked for. */
  public Instant requested() {
    return steps.get(0).at();
  }

  /** The state that it has now. */
  public String state() {
    return steps.get(steps.size() - 1).state();
  }

  /** When somebody or the time settled it. */
  public Optional<Instant> settled() {
    return steps.stream().filter(s -> SETTLING.contains(s.kind())).map(Step::at).findFirst();
  }

  /** Answers of people. */
  public List<Step> answers() {
    return steps.stream().filter(s -> s.kind().equals("approval_decided")).toList();
  }

  /** Who answered, in their order. */
  public String deciders() {
    return String.join(", ", answers().stream().map(Step::actor).distinct().toList());
  }

  /** The body of a row. */
  String body(Step step) {
    return switch (step.kind()) {
      case "approval_requested" -> request();
      case "approval_decided" -> vote(step);
      default -> "{}";
    };
  }

  private static String vote(Step step) {
    ObjectNode body = MAPPER.createObjectNode();
    body.putObject("vote").put("by", step.actor()).put("approve", step.approves());
    return body.toString();
  }

  private String request() {
    ObjectNode body = MAPPER.createObjectNode();
    ObjectNode asked = body.putObject("asked").put("id", id).put("run", run);
    ObjectNode action = asked.putObject("action").put("service", who.service());
    action.put("environment", who.environment()).put("team", who.team()).put("agent", who.agent());
    action.put("tool", tool).put("requester", requester.isEmpty() ? null : requester);
    action.put("arguments", arguments);
    asked.putObject("rule").put("name", rule());
    return body.toString();
  }
}
