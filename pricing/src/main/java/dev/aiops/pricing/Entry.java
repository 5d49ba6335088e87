/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * One line of a price file and the lines indented below it.
 *
 * @param line from 1
 * @param column of the first word, from 1
 * @param word the first word
 * @param rest what follows it, without outer blanks; may be empty
 * @param restColumn of {@code rest}, from 1
 */
record Entry(int line, int column, String word, String rest, int restColumn, List<Entry> children) {

  List<String> words() {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(rest);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  /** The column of {@code part} where it stands by itself, or of the line's first word. */
  int columnOf(String part) {
    int found = rest.indexOf(part);
    while (found >= 0 && !standsAlone(found, found + part.length())) {
      found = rest.indexOf(part, found + 1);
    }
    return found < 0 ? column : restColumn + found;
  }

  private boolean standsAlone(int start, int end) {
    boolean opens = start == 0 || " \t=,:/".indexOf(rest.charAt(start - 1)) >= 0;
    boolean closes = end == rest.length() || " \t=,:/".indexOf(rest.charAt(end)) >= 0;
    return opens && closes;
  }
}
