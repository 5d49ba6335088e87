/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.check;

import dev.aiops.eval.check.Outcome.Failed;
import dev.aiops.eval.check.Outcome.NotApplicable;
import dev.aiops.eval.check.Outcome.Scored;
import dev.aiops.eval.check.Outcome.Unknown;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several checks as one. Those that do not apply are left out. An error of one is an error of all;
 * an unknown one makes the whole unknown, unless the others settle it.
 *
 * @param how how their scores make one
 * @param parts the checks
 */
public record Combined(How how, List<Part> parts) implements Check {

  /** How scores make one. */
  public enum How {
    /** The worst of them. */
    ALL,
    /** The best of them. */
    ANY,
    /** Their mean by weight. */
    MEAN
  }

  /**
   * A check and its weight, which counts in a mean.
   *
   * @param weight above 0
   */
  public record Part(Check check, double weight) {

    /** Fails on a weight that is not above 0: such a check would pass whatever it says. */
    public Part {
      if (!(weight > 0) || Double.isInfinite(weight)) {
        throw new IllegalArgumentException("a weight must be above 0, got " + weight);
      }
    }
  }

  /** Fails without a check. */
  public Combined {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a combination needs one check at least");
    }
    parts = List.copyOf(parts);
  }

  @Override
  public Outcome on(Target target) {
    List<Weighed> all =
        parts.stream()
            .map(part -> new Weighed(part.check().on(target), part.weight()))
            .filter(weighed -> !(weighed.outcome() instanceof NotApplicable))
            .toList();
    return all.isEmpty() ? new NotApplicable("none of its checks applies") : combine(all);
  }

  private Outcome combine(List<Weighed> all) {
    String why = all.stream().map(one -> one.outcome().why()).collect(Collectors.joining("; "));
    if (all.stream().anyMatch(one -> one.outcome() instanceof Failed)) {
      return new Failed(why);
    }
    boolean unknown = all.stream().anyMatch(one -> one.outcome() instanceof Unknown);
    double score = score(all);
    return unknown && !settles(score) ? new Unknown(why) : new Scored(score, why);
  }

  /** Whether no other score could change it. */
  private boolean settles(double score) {
    return (how == How.ALL && score == 0) || (how == How.ANY && score == 1);
  }

  private double score(List<Weighed> all) {
    return switch (how) {
      case ALL -> all.stream().mapToDouble(one -> one.scoreOr(1)).min().orElseThrow();
      case ANY -> all.stream().mapToDouble(one -> one.scoreOr(0)).max().orElseThrow();
      case MEAN -> mean(all);
    };
  }

  private static double mean(List<Weighed> all) {
    double sum = all.stream().mapToDouble(one -> one.weight() * one.scoreOr(0)).sum();
    return Math.min(1, sum / all.stream().mapToDouble(Weighed::weight).sum());
  }

  private record Weighed(Outcome outcome, double weight) {

    double scoreOr(double otherwise) {
      return outcome instanceof Scored scored ? scored.score() : otherwise;
    }
  }
}
