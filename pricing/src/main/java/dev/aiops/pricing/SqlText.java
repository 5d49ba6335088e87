/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Literals of ClickHouse SQL. */
final class SqlText {

  private SqlText() {}

  static String text(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  static String array(Collection<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
  }

  static String tuple(Object... values) {
    return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(",", "(", ")"));
  }

  static String insert(String table, String columns, Collection<String> rows) {
    return rows.stream()
        .collect(
            Collectors.joining(",\n", "INSERT INTO " + table + " " + columns + " VALUES\n", "\n"));
  }
}
