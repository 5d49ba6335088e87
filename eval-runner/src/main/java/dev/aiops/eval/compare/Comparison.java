/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.SampleSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compares a candidate with a reference, evaluator by evaluator. Paired where both arms hold the
 * same items, else as two samples, by stratum where the traffic mix moved.
 */
public final class Comparison {
  private static final double USUAL = 0.05;

  private final Arm reference;
  private final Arm candidate;
  private final Plan plan;

  private Comparison(Arm reference, Arm candidate, Plan plan) {
    this.reference = reference;
    this.candidate = candidate;
    this.plan = plan;
  }

  /** What one gate compares; there is a finding where there is no refusal. */
  private record Samples(
      Gate gate,
      Sample reference,
      Sample candidate,
      Optional<String> refusal,
      Optional<Finding> finding) {

    /** A refused gate counts as one that found nothing: the family is that of the gates. */
    double p() {
      return finding.map(found -> found.evidence().p()).orElse(1.0);
    }
  }

  /**
   * The verdicts.
   *
   * @param gates one or more, each of another evaluator; fix the list before you look at the
   *     scores, for each one makes the others' levels stricter
   */
  public static Report of(Arm reference, Arm candidate, List<Gate> gates, Plan plan) {
    if (gates.isEmpty() || gates.stream().map(Gate::evaluator).distinct().count() < gates.size()) {
      throw new IllegalArgumentException("one gate or more, each of another evaluator");
    }
    return new Comparison(reference, candidate, plan).report(gates);
  }

  private Report report(List<Gate> gates) {
    List<Samples> samples = gates.stream().map(this::samples).toList();
    double[] p = samples.stream().mapToDouble(Samples::p).toArray();
    double[] levels = plan.correction().levels(plan.level(), p);
    SampleSize size = new SampleSize(plan.level() / gates.size(), plan.power());
    List<Report.Line> lines =
        IntStream.range(0, gates.size())
            .mapToObj(i -> new Report.Line(gates.get(i), verdict(samples.get(i), levels[i], size)))
            .toList();
    return new Report(reference, candidate, plan, lines);
  }

  private Samples samples(Gate gate) {
    Sample before = reference.sampleOf(gate.evaluator());
    Sample after = candidate.sampleOf(gate.evaluator());
    Optional<String> refusal = new Comparability(gate, before, after).refusal();
    Optional<Finding> finding =
        refusal.isPresent()
            ? Optional.empty()
            : Optional.of(Finding.of(gate.scale(), before, after, plan.seed()));
    return new Samples(gate, before, after, refusal, finding);
  }

  private static Verdict verdict(Samples samples, double level, SampleSize size) {
    return samples
        .finding()
        .map(finding -> new Decision(samples.gate(), measured(samples, finding, level, size)))
        .map(Decision::verdict)
        .orElseGet(() -> new Verdict.Refused(samples.refusal().orElseThrow()));
  }

  private static Measured measured(
      Samples samples, Finding finding, double level, SampleSize size) {
    Evidence evidence = finding.evidence();
    Gate gate = samples.gate();
    return new Measured(
        evidence.method(),
        samples.reference().n(),
        samples.candidate().n(),
        middle(gate.scale(), samples.reference()),
        middle(gate.scale(), samples.candidate()),
        evidence.effect(),
        evidence.interval(USUAL),
        evidence.interval(level),
        evidence.p(),
        level,
        evidence.n(),
        evidence.needed(size, gate.oriented(-gate.margin())),
        finding.notes());
  }

  private static double middle(Scale scale, Sample sample) {
    return scale instanceof Scale.Ordered ? sample.median() : sample.mean();
  }
}
