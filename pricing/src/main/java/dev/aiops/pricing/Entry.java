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
 */
record Entry(int line, int column, String word, String rest, List<Entry> children) {

  List<String> words() {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(rest);
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  int columnOf(String part) {
    int found = rest.indexOf(part);
    return column + (found < 0 ? 0 : word.length() + 1 + found);
  }
}
