/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.compare;

import java.util.List;
import java.util.TreeSet;

/**
 * What a comparison found.
 *
 * @param reference what was compared with
 * @param candidate what was compared
 * @param plan how sure it had to be
 * @param lines one an evaluator, in the order of the gates
 */
public record Report(Arm reference, Arm candidate, Plan plan, List<Line> lines) {

  /** Exit code where nothing became worse. */
  public static final int PASS = 0;

  /** Exit code where something became worse. */
  public static final int REGRESSION = 1;

  /** Exit code where that is not known of something, and of nothing that it became worse. */
  public static final int UNKNOWN = 2;

  /** Keeps a copy. */
  public Report {
    lines = List.copyOf(lines);
  }

  /** One evaluator and what is said of it. */
  public record Line(Gate gate, Verdict verdict) {}

  /** {@link #PASS}, {@link #REGRESSION} or {@link #UNKNOWN}, for CI. */
  public int exitCode() {
    if (lines.stream().anyMatch(line -> line.verdict() instanceof Verdict.Regression)) {
      return REGRESSION;
    }
    return lines.stream().allMatch(line -> line.verdict() instanceof Verdict.Pass) ? PASS : UNKNOWN;
  }

  /** The facts that the arms do not share, each as {@code name: reference -> candidate}. */
  List<String> differingFacts() {
    TreeSet<String> names = new TreeSet<>(reference.facts().keySet());
    names.addAll(candidate.facts().keySet());
    return names.stream()
        .filter(name -> !fact(reference, name).equals(fact(candidate, name)))
        .map(name -> name + ": " + fact(reference, name) + " -> " + fact(candidate, name))
        .toList();
  }

  private static String fact(Arm arm, String name) {
    return arm.facts().getOrDefault(name, "unknown");
  }
}
