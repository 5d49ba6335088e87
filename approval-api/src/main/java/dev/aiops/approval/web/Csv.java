/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of a table that people open in a spreadsheet, which must not take a cell for a formula. */
final class Csv {

  /** What spreadsheets begin a formula with, and what they skip before one. */
  private static final Pattern FORMULA =
      Pattern.compile("(?s)\\s*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20|%].*");

  private Csv() {}

  /** All cells are quoted; characters that are not seen are written out. */
  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String value) {
    String shown = Visible.of(value);
    String safe = FORMULA.matcher(value).matches() ? "'" + shown : shown;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
