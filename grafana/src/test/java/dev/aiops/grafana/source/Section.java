/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row, a panel, a variable or an alert of a source file: what its head says, and its SQL.
 *
 * @param kind what it is, as panel
 * @param title its title
 * @param lines key and value of each line of its head, in their order
 * @param sql its statement, with snippets; empty where it has none
 */
public record Section(String kind, String title, List<String[]> lines, String sql) {

  /** The value of a key, which must be there. */
  public String get(String key) {
    return find(key)
        .orElseThrow(
            () -> new IllegalArgumentException(kind + " '" + title + "' lacks '-- " + key + ":'"));
  }

  /** The value of a key that may be absent. */
  public Optional<String> find(String key) {
    return lines.stream().filter(line -> line[0].equals(key)).map(line -> line[1]).findFirst();
  }

  /** All values of a key. */
  public List<String> all(String key) {
    return lines.stream().filter(line -> line[0].equals(key)).map(line -> line[1]).toList();
  }

  /** The values of a key whose value is a list with commas; none where it is absent. */
  public List<String> list(String key) {
    return find(key).map(text -> Arrays.asList(text.split(",\\s*"))).orElse(List.of());
  }
}
