/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a price file, so that all of it is told at once. */
final class Problems {

  private record Problem(int line, int column, String ruleAndRemedy) {
    @Override
    public String toString() {
      return "line " + line + ", column " + column + ": " + ruleAndRemedy;
    }
  }

  private final String source;
  private final List<Problem> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  void add(int line, int column, String ruleAndRemedy) {
    found.add(new Problem(line, column, ruleAndRemedy));
  }

  void add(Entry entry, String ruleAndRemedy) {
    add(entry.line(), entry.column(), ruleAndRemedy);
  }

  void add(Entry entry, String part, String ruleAndRemedy) {
    add(entry.line(), entry.columnOf(part), ruleAndRemedy);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
      throw new InvalidPricesException(source, found.stream().map(Problem::toString).toList());
    }
  }
}
