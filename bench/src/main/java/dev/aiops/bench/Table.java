/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as a Markdown table: what is printed is what the README holds. */
final class Table {
  private final String title;
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... header) {
    this.title = title;
    this.header = List.of(header);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException where it has more or fewer cells than the header
   */
  Table row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row of " + title + " has " + header.size() + " cells, got " + cells.length);
    }
    rows.add(Arrays.stream(cells).map(Object::toString).toList());
    return this;
  }

  @Override
  public String toString() {
    String rule = header.stream().map(cell -> "---").collect(Collectors.joining(" | ", "| ", " |"));
    String body = rows.stream().map(Table::line).collect(Collectors.joining("\n"));
    return "### " + title + "\n\n" + line(header) + "\n" + rule + "\n" + body + "\n";
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
