/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

/** Cells of tab-separated answers. */
final class Tsv {

  private Tsv() {}

  /** The text that a cell stands for. */
  static String text(String cell) {
    StringBuilder text = new StringBuilder(cell.length());
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      boolean escape = c == '\\' && i + 1 < cell.length();
      text.append(escape ? escaped(cell.charAt(++i)) : c);
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '0' -> '\0';
      default -> c;
    };
  }
}
