/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Columns as wide as their widest value, two spaces between; numbers stand to the right. */
final class Table {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<Column> columns) {
    this.columns = columns;
  }

  /** A column for words. */
  static Column left(String heading) {
    return new Column(heading, false);
  }

  /** A column for numbers. */
  static Column right(String heading) {
    return new Column(heading, true);
  }

  static Table of(Column... columns) {
    return new Table(List.of(columns));
  }

  /**
   * A table no wider than a terminal's line: the first of those with less and less room for their
   * longest value that fits, down to {@code least} characters.
   */
  static String fitted(IntFunction<Table> withRoom, int most, int least) {
    int room = most;
    while (room > least && withRoom.apply(room).lineWidth() > Text.WIDTH) {
      room--;
    }
    return withRoom.apply(room).text();
  }

  /** Adds a row; it has as many cells as there are columns. */
  Table add(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has " + columns.size() + " cells, got " + Arrays.toString(cells));
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Its lines, the heading first; none is longer than its last value. */
  String text() {
    StringBuilder text = new StringBuilder();
    line(text, columns.stream().map(Column::heading).toList());
    rows.forEach(row -> line(text, row));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      String space = " ".repeat(width(i) - length(row.get(i)));
      line.append(columns.get(i).right() ? space + row.get(i) : row.get(i) + space).append("  ");
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  private int lineWidth() {
    return text().lines().mapToInt(Table::length).max().orElse(0);
  }

  private int width(int column) {
    int widest = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    return Math.max(widest, columns.get(column).heading().length());
  }

  private static int length(String cell) {
    return COLOUR.matcher(cell).replaceAll("").length();
  }

  /**
   * One column.
   *
   * @param heading its heading; may be empty
   * @param right whether its values stand to the right
   */
  record Column(String heading, boolean right) {}
}
