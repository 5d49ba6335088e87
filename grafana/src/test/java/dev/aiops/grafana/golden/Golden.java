/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.query.Answer;
import java.util.List;
import java.util.stream.Stream;

/** What a panel must show, made in Java from what was written to the log. */
@FunctionalInterface
public interface Golden {

  /**
   * Holds an answer against it.
   *
   * @throws AssertionError where they differ
   */
  void hold(String panel, Answer answer);

  /** One row. */
  static Golden one(Object... cells) {
    return rows(Stream.of(List.of(cells)));
  }

  /** These rows with all their cells, in this order. */
  static Golden rows(Stream<List<Object>> rows) {
    List<List<Object>> expected = rows.toList();
    return (panel, answer) -> same(panel, answer, expected);
  }

  private static void same(String panel, Answer answer, List<List<Object>> expected) {
    assertThat(answer.rows()).as(panel + " has these rows: " + expected).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      List<Object> cells = expected.get(row);
      assertThat(answer.names()).as(panel + ": " + cells).hasSameSizeAs(cells);
      for (int column = 0; column < cells.size(); column++) {
        String shown = answer.rows().get(row).get(column).asText();
        String place = panel + ", row " + row + ", " + answer.names().get(column);
        assertThat(Cell.shows(shown, cells.get(column)))
            .as(place + ": " + cells.get(column) + " is shown as " + shown + " in " + cells)
            .isTrue();
      }
    }
  }
}
