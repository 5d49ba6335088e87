/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.approvals.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Collects what is wrong with a file, so that one reading reports all of it. */
final class Mistakes {

  private final String file;
  private final List<Mistake> found = new ArrayList<>();

  Mistakes(String file) {
    this.file = file;
  }

  void add(Node where, String text) {
    add(where.getStartMark(), text);
  }

  void add(Optional<Mark> where, String text) {
    int line = where.map(mark -> mark.getLine() + 1).orElse(1);
    int column = where.map(mark -> mark.getColumn() + 1).orElse(1);
    found.add(new Mistake(file, line, column, text));
  }

  /** Adds a rule that a value breaks; none if it is null. */
  void addIf(Node where, String key, @Nullable String broken) {
    if (broken != null) {
      add(where, key + " " + broken);
    }
  }

  /**
   * Adds a mistake in a text of its own language. Plain and quoted text on one line begins at the
   * value; a block begins on the line after its mark, and how far it is indented is not known.
   */
  void addIn(Node where, String key, Condition.Mistake mistake) {
    int line = where.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    int column = where.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
    boolean block = where instanceof ScalarNode scalar && isBlock(scalar.getScalarStyle());
    int quote = where instanceof ScalarNode scalar && isQuoted(scalar.getScalarStyle()) ? 1 : 0;
    int first = block ? line + 1 : line;
    boolean here = !block && mistake.line() == 1;
    found.add(
        new Mistake(
            file,
            first + mistake.line() - 1,
            here ? column + quote + mistake.column() : mistake.column() + 1,
            key + " is not CEL: " + mistake.text()));
  }

  private static boolean isBlock(ScalarStyle style) {
    return style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
  }

  private static boolean isQuoted(ScalarStyle style) {
    return style == ScalarStyle.DOUBLE_QUOTED || style == ScalarStyle.SINGLE_QUOTED;
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      found.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
      throw new InvalidPolicyException(found);
    }
  }
}
