/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads the lines of a price file as a tree: a deeper indented line belongs to the one above. */
final class EntryReader {

  private final Problems problems;
  private final List<Entry> roots = new ArrayList<>();
  private final Deque<Entry> open = new ArrayDeque<>();

  private EntryReader(Problems problems) {
    this.problems = problems;
  }

  static List<Entry> read(String text, Problems problems) {
    EntryReader reader = new EntryReader(problems);
    int number = 0;
    for (String line : text.lines().toList()) {
      reader.accept(++number, line);
    }
    return reader.roots;
  }

  private void accept(int number, String line) {
    int start = skip(line, 0, true);
    if (start == line.length() || line.charAt(start) == '#') {
      return;
    }
    if (line.lastIndexOf('\t', start) >= 0) {
      problems.add(number, 1, "indentation is by spaces only: replace the tab");
    }
    int end = skip(line, start, false);
    int rest = skip(line, end, true);
    add(
        new Entry(
            number,
            start + 1,
            line.substring(start, end),
            line.substring(rest).strip(),
            rest + 1,
            new ArrayList<>()));
  }

  private static int skip(String line, int from, boolean blanks) {
    int at = from;
    while (at < line.length() && Character.isWhitespace(line.charAt(at)) == blanks) {
      at++;
    }
    return at;
  }

  private void add(Entry entry) {
    while (!open.isEmpty() && open.peek().column() >= entry.column()) {
      open.pop();
    }
    List<Entry> siblings = open.isEmpty() ? roots : open.peek().children();
    if (!siblings.isEmpty() && siblings.get(0).column() != entry.column()) {
      problems.add(
          entry,
          "lines that belong together start in the same column: this one starts in "
              + entry.column()
              + ", line "
              + siblings.get(0).line()
              + " in "
              + siblings.get(0).column());
    }
    siblings.add(entry);
    open.push(entry);
  }
}
