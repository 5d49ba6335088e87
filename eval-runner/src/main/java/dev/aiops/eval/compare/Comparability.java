/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Newcombe;
import dev.aiops.eval.stat.Proportion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/** Why two samples say nothing about each other, where they do not. */
final class Comparability {
  private static final double MOST_ERRORS = 0.02;
  private static final double ERRORS_DIFFER = 0.01;
  private static final double MOST_OTHER_TRAFFIC = 0.2;

  private final Gate gate;
  private final Sample reference;
  private final Sample candidate;

  Comparability(Gate gate, Sample reference, Sample candidate) {
    this.gate = gate;
    this.reference = reference;
    this.candidate = candidate;
  }

  /** The first reason and its remedy; empty where the two can be compared. */
  Optional<String> refusal() {
    return nothingTried()
        .or(this::versions)
        .or(() -> tooManyErrors("reference", reference))
        .or(() -> tooManyErrors("candidate", candidate))
        .or(this::errorsDiffer)
        .or(() -> tooFew("reference", reference))
        .or(() -> tooFew("candidate", candidate))
        .or(this::offScale)
        .or(this::weighted)
        .or(this::otherTraffic);
  }

  private Optional<String> nothingTried() {
    String empty = reference.tried() == 0 ? "reference" : "candidate";
    return reason(
        reference.tried() == 0 || candidate.tried() == 0,
        "the %s has no scores: run the evaluator over it",
        empty);
  }

  private Optional<String> versions() {
    TreeSet<String> all = new TreeSet<>(reference.versions());
    all.addAll(candidate.versions());
    return reason(
        all.size() > 1,
        "evaluator versions differ (reference %s, candidate %s), and a changed evaluator looks like"
            + " changed quality: score both by one version",
        String.join(", ", reference.versions()),
        String.join(", ", candidate.versions()));
  }

  private Optional<String> tooManyErrors(String arm, Sample sample) {
    return reason(
        sample.errors() > MOST_ERRORS * sample.tried(),
        "the evaluator failed on %d of %d in the %s, more than 2 %%, and what it failed on may be what"
            + " matters: score these again",
        sample.errors(),
        sample.tried(),
        arm);
  }

  private Optional<String> errorsDiffer() {
    double p = new Newcombe(errors(reference), errors(candidate)).p();
    return reason(
        p <= ERRORS_DIFFER,
        "error rates differ (reference %d of %d, candidate %d of %d): score the failed ones again",
        reference.errors(),
        reference.tried(),
        candidate.errors(),
        candidate.tried());
  }

  private static Proportion errors(Sample sample) {
    return new Proportion(sample.errors(), sample.tried());
  }

  private Optional<String> tooFew(String arm, Sample sample) {
    return reason(
        sample.clusterCount() < 2,
        "the %s has scores of one conversation only, which has no spread: score two or more",
        arm);
  }

  private Optional<String> offScale() {
    return List.of(reference, candidate).stream()
        .flatMap(sample -> sample.valued().stream())
        .filter(score -> !onScale().test(Sample.value(score)))
        .findFirst()
        .flatMap(
            score ->
                reason(
                    true,
                    "the score %s of %s is not on the scale %s: correct the scale",
                    Sample.value(score),
                    score.item(),
                    gate.scale()));
  }

  private DoublePredicate onScale() {
    if (gate.scale() instanceof Scale.Binary) {
      return value -> value == 0 || value == 1;
    }
    return gate.scale() instanceof Scale.Bounded ends
        ? value -> ends.low() <= value && value <= ends.high()
        : value -> true;
  }

  private Optional<String> weighted() {
    return reason(
        gate.scale() instanceof Scale.Ordered
            && !(reference.hasEqualWeights() && candidate.hasEqualWeights()),
        "sampling weights differ within an arm, which ranks cannot take into account: compare runs"
            + " that were sampled alike");
  }

  private Optional<String> otherTraffic() {
    TrafficMix mix = TrafficMix.of(reference, candidate);
    return reason(
        mix.moved() && mix.missing() > MOST_OTHER_TRAFFIC,
        "%.0f %% of an arm is of kinds of traffic that the other lacks: choose windows of like traffic",
        100 * mix.missing());
  }

  private static Optional<String> reason(boolean holds, String format, Object... arguments) {
    return holds ? Optional.of(String.format(Locale.ROOT, format, arguments)) : Optional.empty();
  }
}
