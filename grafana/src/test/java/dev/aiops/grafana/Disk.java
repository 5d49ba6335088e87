/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.golden.Golden;
import dev.aiops.grafana.query.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What tables take on the disk. Bytes are the server's own; rows, and how bytes are spread over
 * rows and days, are not.
 *
 * @param rows times of the rows of each table that is kept by day
 * @param decided rows of the control log
 */
record Disk(Map<String, List<Instant>> rows, long decided) {

  Golden tables() {
    return (panel, answer) -> {
      rows.forEach((table, times) -> holds(answer, table, times.size()));
      holds(answer, "control_log", decided);
      assertThat(numbers(answer, "OnDisk")).as(panel).allMatch(bytes -> bytes > 0);
    };
  }

  private static void holds(Answer answer, String table, long rows) {
    int row = answer.column("Table").indexOf(table);
    assertThat(answer.text(row, "Rows")).as(table).isEqualTo(Long.toString(rows));
    double bytes = Double.parseDouble(answer.text(row, "OnDisk"));
    assertThat(Double.parseDouble(answer.text(row, "BytesPerRow"))).isEqualTo(bytes / rows);
    assertThat(Long.parseLong(answer.text(row, "Parts"))).as(table).isBetween(1L, rows);
  }

  private static List<Long> numbers(Answer answer, String column) {
    return answer.column(column).stream().map(Long::valueOf).toList();
  }

  /** A bar for each table and each day (UTC) that has rows. */
  Golden days() {
    return (panel, answer) -> {
      assertThat(shown(answer)).as(panel).isEqualTo(expected());
      assertThat(numbers(answer, "bytes")).as(panel).allMatch(bytes -> bytes > 0);
    };
  }

  private List<String> expected() {
    return rows.entrySet().stream()
        .flatMap(table -> table.getValue().stream().map(at -> day(at.toString()) + table.getKey()))
        .distinct()
        .sorted()
        .toList();
  }

  private static String day(String time) {
    return time.substring(0, 10) + " ";
  }

  private static List<String> shown(Answer answer) {
    List<String> shown = new ArrayList<>();
    for (int row = 0; row < answer.rows().size(); row++) {
      shown.add(day(answer.text(row, "time")) + answer.text(row, "table"));
    }
    return shown;
  }
}
