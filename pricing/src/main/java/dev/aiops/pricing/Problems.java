/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a price file, so that all of it is told at once. */
final class Problems {

  private final String source;
  private final List<String> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  void add(int line, int column, String ruleAndRemedy) {
    found.add("line " + line + ", column " + column + ": " + ruleAndRemedy);
  }

  void add(Entry entry, String ruleAndRemedy) {
    add(entry.line(), entry.column(), ruleAndRemedy);
  }

  void add(Entry entry, String part, String ruleAndRemedy) {
    add(entry.line(), entry.columnOf(part), ruleAndRemedy);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidPricesException(source, found);
    }
  }
}
