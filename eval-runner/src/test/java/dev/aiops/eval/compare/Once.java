/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** One comparison by one gate. */
final class Once {
  private Once() {}

  static Verdict.Compared compared(Gate gate, List<Scored> before, List<Scored> after) {
    return verdict(report(gate, before, after), 0);
  }

  static Report report(Gate gate, List<Scored> before, List<Scored> after) {
    return Comparison.of(
        new Arm("before", before), new Arm("after", after), List.of(gate), Plan.gate());
  }

  static Verdict.Compared verdict(Report report, int line) {
    return (Verdict.Compared) report.lines().get(line).verdict();
  }

  /** Cases that are the same in every arm. */
  static List<Scored> cases(int n, IntPredicate solved) {
    return IntStream.range(0, n)
        .mapToObj(i -> Scored.of("case-" + i, "solved", "v1", solved.test(i) ? 1 : 0))
        .toList();
  }
}
