/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.aiops.eval.compare.Gate.Better;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparabilityTest {
  private static final Gate SOLVED = new Gate("solved", new Scale.Binary(), Better.HIGHER, 0.05);

  @Test
  void versions_differ_refuses() {
    assertThat(refusal(SOLVED, scores("a", 100, "v1"), scores("b", 100, "v2")))
        .contains("reference v1, candidate v2", "score both by one version");
  }

  @Test
  void versions_mixedAlikeInBoth_refuses() {
    List<Scored> mixed = new ArrayList<>(scores("a", 50, "v1"));
    mixed.addAll(scores("b", 50, "v2"));

    assertThat(refusal(SOLVED, mixed, mixed)).contains("evaluator versions differ");
  }

  @Test
  void errors_moreThanTwoPercent_refuses() {
    assertThat(refusal(SOLVED, scores("a", 1_000, "v1"), withErrors("b", 970, 30)))
        .contains("failed on 30 of 1000 in the candidate");
  }

  @Test
  void errors_fewButDifferent_refuses() {
    assertThat(refusal(SOLVED, scores("a", 2_000, "v1"), withErrors("b", 1_965, 35)))
        .contains("error rates differ (reference 0 of 2000, candidate 35 of 2000)");
  }

  @Test
  void errors_fewAndAlike_areLeftOut() {
    Verdict verdict = verdict(SOLVED, withErrors("a", 990, 10), withErrors("b", 992, 8));

    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    assertThat(((Verdict.Compared) verdict).measured().ofCandidate()).isEqualTo(992);
  }

  @Test
  void scores_noneOrOfOneConversation_refuses() {
    assertThat(refusal(SOLVED, List.of(), scores("b", 10, "v1")))
        .contains("the reference has no scores");
    assertThat(refusal(SOLVED, scores("a", 10, "v1"), List.of()))
        .contains("the candidate has no scores");
    assertThat(refusal(SOLVED, scores("a", 10, "v1"), scores("b", 1, "v1")))
        .contains("score two or more");
  }

  @Test
  void values_offTheScale_refuses() {
    List<Scored> half = new ArrayList<>(scores("b", 10, "v1"));
    half.add(Scored.of("half", "solved", "v1", 0.5));

    assertThat(refusal(SOLVED, scores("a", 10, "v1"), half))
        .contains("0.5 of half is not on the scale");
    Gate marks = new Gate("solved", new Scale.Bounded(2, 5), Better.HIGHER, 0.1);
    assertThat(refusal(marks, scores("a", 10, "v1"), half)).contains("not on the scale");
  }

  @Test
  void weights_unequalForRanks_refuses() {
    Gate ranks = new Gate("solved", new Scale.Ordered(), Better.HIGHER, 0.1);
    List<Scored> weighted = new ArrayList<>(scores("b", 10, "v1"));
    weighted.add(new Scored("w", "w", "solved", "v1", OptionalDouble.of(1), "", 2));

    assertThat(refusal(ranks, scores("a", 10, "v1"), weighted)).contains("sampling weights differ");
  }

  @Test
  void traffic_ofOtherKinds_refuses() {
    assertThat(refusal(SOLVED, ofKind("a", 100, "refunds"), ofKind("b", 100, "orders")))
        .contains("100 % of an arm is of kinds of traffic that the other lacks");
  }

  @Test
  void refused_oneOfTwo_leavesTheOtherItsVerdict() {
    Gate other = new Gate("other", new Scale.Binary(), Better.HIGHER, 0.05);
    Report report =
        Comparison.of(
            new Arm("a", scores("a", 1_000, "v1")),
            new Arm("b", scores("b", 1_000, "v1")),
            List.of(other, SOLVED),
            Plan.gate());

    assertThat(report.lines().get(0).verdict()).isInstanceOf(Verdict.Refused.class);
    assertThat(report.lines().get(1).verdict()).isInstanceOf(Verdict.Pass.class);
    assertThat(report.exitCode()).isEqualTo(Report.UNKNOWN);
  }

  @Test
  void scored_noNumberOrNoWeight_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scored.of("item", "solved", "v1", Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scored("item", "item", "solved", "v1", OptionalDouble.of(1), "", 0));
  }

  private static String refusal(Gate gate, List<Scored> before, List<Scored> after) {
    return ((Verdict.Refused) verdict(gate, before, after)).reason();
  }

  private static Verdict verdict(Gate gate, List<Scored> before, List<Scored> after) {
    return Once.report(gate, before, after).lines().get(0).verdict();
  }

  private static List<Scored> scores(String name, int n, String version) {
    return IntStream.range(0, n).mapToObj(i -> Scored.of(name + i, "solved", version, 1)).toList();
  }

  private static List<Scored> withErrors(String name, int n, int errors) {
    List<Scored> scores = new ArrayList<>(scores(name, n, "v1"));
    for (int i = 0; i < errors; i++) {
      scores.add(Scored.failed(name + "-error-" + i, "solved", "v1"));
    }
    return scores;
  }

  private static List<Scored> ofKind(String name, int n, String stratum) {
    return IntStream.range(0, n)
        .mapToObj(
            i -> new Scored(name + i, name + i, "solved", "v1", OptionalDouble.of(1), stratum, 1))
        .toList();
  }
}
