/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest value, two spaces between; all but the first to the right. */
final class Table {

  private static final int WIDEST = 40;

  private final String indent;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String indent, String... headings) {
    this.indent = indent;
    rows.add(List.of(headings));
  }

  /** Adds a row; it has as many cells as there are headings. */
  Table add(String... cells) {
    return add(List.of(cells));
  }

  Table add(List<String> cells) {
    rows.add(cells);
    return this;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        line.append(i == 0 ? "" : "  ").append(cell(row.get(i), i));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String cell(String value, int column) {
    String space = " ".repeat(width(column) - fitted(value).length());
    return column == 0 ? fitted(value) + space : space + fitted(value);
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> fitted(row.get(column)).length()).max().orElse(0);
  }

  private static String fitted(String value) {
    return value.length() <= WIDEST ? value : value.substring(0, WIDEST - 1) + "…";
  }
}
