/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

/**
 * Text of a model on a terminal. What steers the terminal or turns the direction of writing is
 * shown as what it is, so that nobody decides on what only looks harmless.
 */
final class Visible {

  private Visible() {}

  static String text(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints().forEach(point -> append(visible, point));
    return visible.toString();
  }

  private static void append(StringBuilder to, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED ->
          to.append("\\u{").append(Integer.toHexString(point)).append('}');
      default -> to.appendCodePoint(point);
    }
  }
}
