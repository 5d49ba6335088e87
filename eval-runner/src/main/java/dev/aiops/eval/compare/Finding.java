/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import dev.aiops.eval.stat.Bootstrapped;
import dev.aiops.eval.stat.ClusterBootstrap;
import dev.aiops.eval.stat.Newcombe;
import dev.aiops.eval.stat.Proportion;
import java.util.List;
import java.util.Locale;

/**
 * Evidence with what a reader must know of it.
 *
 * @param notes for a reader, such as what was left out
 */
record Finding(Evidence evidence, List<String> notes) {

  /** By the design that the items allow and the test that the scale asks for. */
  static Finding of(Scale scale, Sample reference, Sample candidate, long seed) {
    return Pairing.of(reference, candidate)
        .map(pairing -> paired(scale, pairing, seed))
        .orElseGet(() -> twoSample(scale, reference, candidate, seed));
  }

  private static Finding paired(Scale scale, Pairing pairing, long seed) {
    List<String> notes =
        pairing.dropped() == 0
            ? List.of()
            : List.of(pairing.dropped() + " items are in one arm only and left out");
    return new Finding(pairedEvidence(scale, pairing, seed), notes);
  }

  private static Evidence pairedEvidence(Scale scale, Pairing pairing, long seed) {
    boolean counts =
        scale instanceof Scale.Binary
            && pairing.isOfWholes()
            && pairing.hasClustersOfOne()
            && pairing.hasEqualWeights();
    if (counts || scale instanceof Scale.Ordered) {
      return new PairedRates(pairing.changes());
    }
    Scale.Bounded ends = ends(scale);
    return new Means(
        "paired",
        new ClusterBootstrap(seed).meanDifference(pairing.differences(), ends.low(), ends.high()),
        pairing.pairs().size());
  }

  private static Finding twoSample(Scale scale, Sample reference, Sample candidate, long seed) {
    TrafficMix mix = TrafficMix.of(reference, candidate);
    if (mix.moved() && !mix.parts().isEmpty()) {
      return new Finding(stratified(scale, mix, seed), List.of(note(mix)));
    }
    return new Finding(unstratified(scale, reference, candidate, seed), List.of());
  }

  private static Evidence unstratified(Scale scale, Sample reference, Sample candidate, long seed) {
    if (scale instanceof Scale.Ordered) {
      return Ranks.of(reference, candidate);
    }
    return scale instanceof Scale.Binary && isCounts(reference) && isCounts(candidate)
        ? new TwoRates(new Newcombe(rate(reference), rate(candidate)))
        : new Means(
            "two samples",
            difference(ends(scale), reference, candidate, new ClusterBootstrap(seed)),
            candidate.n());
  }

  private static Evidence stratified(Scale scale, TrafficMix mix, long seed) {
    if (scale instanceof Scale.Ordered) {
      return StratifiedRanks.of(mix);
    }
    ClusterBootstrap bootstrap = new ClusterBootstrap(seed);
    Bootstrapped sum =
        mix.parts().stream()
            .map(
                part ->
                    difference(ends(scale), part.reference(), part.candidate(), bootstrap)
                        .times(part.share()))
            .reduce(Bootstrapped::plus)
            .orElseThrow();
    return new Means("two samples by stratum", sum, mix.candidates());
  }

  private static Bootstrapped difference(
      Scale.Bounded ends, Sample reference, Sample candidate, ClusterBootstrap bootstrap) {
    Bootstrapped before = bootstrap.mean(reference.clusters(), ends.low(), ends.high());
    Bootstrapped after = bootstrap.mean(candidate.clusters(), ends.low(), ends.high());
    return after.minus(before);
  }

  private static String note(TrafficMix mix) {
    String moved = "the traffic mix moved: compared within " + mix.parts().size() + " strata";
    return mix.missing() == 0
        ? moved
        : String.format(
            Locale.ROOT,
            "%s; %.1f %% of an arm is of strata that the other lacks and left out",
            moved,
            100 * mix.missing());
  }

  private static boolean isCounts(Sample sample) {
    return sample.hasClustersOfOne() && sample.hasEqualWeights();
  }

  private static Proportion rate(Sample sample) {
    return new Proportion(sample.successes(), sample.n());
  }

  private static Scale.Bounded ends(Scale scale) {
    return scale instanceof Scale.Bounded bounded ? bounded : new Scale.Bounded(0, 1);
  }
}
