/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

/**
 * What people wrote, made fit for a model and a log: no character that controls, hides or reorders
 * what is around it, and not long.
 */
final class ModelText {

  private static final int MOST_CHARS = 500;

  private ModelText() {}

  /** {@code text} on one line, at most 500 characters of it. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(ModelText::isShown)
        .limit(MOST_CHARS)
        .forEach(clean::appendCodePoint);
    return clean.toString().strip();
  }

  /** Bidirectional and zero-width controls are of the category format. */
  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
