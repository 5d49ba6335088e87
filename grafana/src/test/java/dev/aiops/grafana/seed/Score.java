/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A score to put into the log.
 *
 * @param who whose run it is of
 * @param run the run, which is what was scored
 * @param started when that began
 * @param evaluator by which evaluator, at its only version
 * @param status scored, not_applicable, unknown or error
 * @param value 0 to 1; of what is scored
 * @param model the model that the run asked for
 * @param weight how many runs this one stands for
 * @param judge the model that judged; empty from code
 * @param usd what that cost; empty where nobody knows
 * @param revision 0 at first, 1 for what takes its place
 */
public record Score(
    Span.Who who,
    String run,
    Instant started,
    String evaluator,
    String status,
    double value,
    String model,
    double weight,
    String judge,
    Optional<BigDecimal> usd,
    int revision) {

  /** From which value on it passes. */
  public static final double THRESHOLD = 0.5;

  /** One that code gave to a run. */
  public static Score of(
      Span.Who who, String run, Instant started, String evaluator, double value) {
    return new Score(
        who,
        run,
        started,
        evaluator,
        "scored",
        value,
        "gpt-5.1",
        1,
        "",
        Optional.of(BigDecimal.ZERO),
        0);
  }

  /** The same, of which there is none. */
  public Score as(String other) {
    return new Score(who, run, started, evaluator, other, 0, model, weight, judge, usd, revision);
  }

  /** The same of a run that asked another model. */
  public Score asking(String other) {
    return new Score(
        who, run, started, evaluator, status, value, other, weight, judge, usd, revision);
  }

  /** The same, standing for more runs. */
  public Score standingFor(double runs) {
    return new Score(
        who, run, started, evaluator, status, value, model, runs, judge, usd, revision);
  }

  /** The same by a model. */
  public Score judgedBy(String other, Optional<BigDecimal> cost) {
    return new Score(
        who, run, started, evaluator, status, value, model, weight, other, cost, revision);
  }

  /** What took its place after spans that came late. */
  public Score again(double other) {
    return new Score(
        who, run, started, evaluator, status, other, model, weight, judge, usd, revision + 1);
  }

  /** Whether there is a value. */
  public boolean isScored() {
    return status.equals("scored");
  }

  /** Whether it passed. */
  public boolean isPassed() {
    return isScored() && value >= THRESHOLD;
  }

  String row() {
    String scored = isScored() ? Double.toString(value) : "NULL";
    return "("
        + String.join(
            ", ",
            Rows.text(evaluator + run + revision),
            "'run'",
            Rows.text(run),
            Rows.text(run),
            Rows.time(started),
            Rows.text(who.service()),
            Rows.text(who.environment()),
            Rows.text(who.team()),
            Rows.text(who.agent()),
            Rows.text(who.version()),
            "[" + Rows.text(model) + "]",
            Rows.text(evaluator),
            "'v1'",
            judge.isEmpty() ? "'code'" : "'judge'",
            Rows.text(status),
            scored,
            passed(),
            Rows.text(isScored() ? "as it was" : "it broke"),
            Double.toString(weight),
            Rows.text(judge),
            usd.map(cost -> "toDecimal64('" + cost.toPlainString() + "', 9)").orElse("NULL"),
            Integer.toString(revision),
            Rows.time(started.plusSeconds(60)))
        + ")";
  }

  private String passed() {
    if (!isScored()) {
      return "NULL";
    }
    return isPassed() ? "1" : "0";
  }
}
