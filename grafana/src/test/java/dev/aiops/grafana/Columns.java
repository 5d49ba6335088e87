/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.PanelQuery;
import java.util.List;
import java.util.Locale;

/** The columns that a panel of a type needs, as the plugin and Grafana read them. */
final class Columns {

  private Columns() {}

  /** Fails where an answer does not fit its panel. */
  static void fit(PanelQuery query, Answer answer) {
    assertThat(answer.names()).as(query.place()).doesNotHaveDuplicates();
    switch (query.type()) {
      case "stat" -> stat(query, answer);
      case "timeseries" -> timeseries(query, answer);
      case "table" -> table(query, answer);
      case "state-timeline" -> states(query, answer);
      case "traces" -> trace(query, answer);
      case "variable" ->
          assertThat(answer.types()).as(query.place()).hasSize(1).allMatch(Columns::isText);
      case "annotation" -> assertThat(answer.names()).as(query.place()).contains("time", "text");
      case "bargauge" -> bars(query, answer);
      default -> throw new AssertionError(query.place() + ": no contract for " + query.type());
    }
  }

  private static void stat(PanelQuery query, Answer answer) {
    assertThat(answer.types()).as(query.place()).isNotEmpty().allMatch(Columns::isNumber);
    assertThat(answer.rows()).as(query.place()).hasSizeLessThan(2);
  }

  private static void bars(PanelQuery query, Answer answer) {
    assertThat(answer.types()).as(query.place()).hasSize(2);
    assertThat(isText(answer.types().get(0)) && isNumber(answer.types().get(1)))
        .as(query.place() + answer.types())
        .isTrue();
  }

  private static void timeseries(PanelQuery query, Answer answer) {
    assertThat(answer.names().get(0)).as(query.place()).isEqualTo("time");
    assertThat(answer.types().get(0)).as(query.place()).startsWith("DateTime");
    List<String> rest = answer.types().subList(1, answer.types().size());
    assertThat(rest.stream().filter(Columns::isText).count()).as(query.place()).isLessThan(2);
    assertThat(rest)
        .as(query.place())
        .allMatch(type -> isText(type) || isNumber(type))
        .anyMatch(Columns::isNumber);
    assertThat(answer.column("time")).as(query.place()).isSorted();
  }

  private static void table(PanelQuery query, Answer answer) {
    assertThat(answer.types())
        .as(query.place())
        .allMatch(type -> isText(type) || isNumber(type) || type.contains("Date"));
    if (answer.rows().size() > 1) {
      assertThat(query.sql().toUpperCase(Locale.ROOT))
          .as(query.place() + ": the order is not left to chance")
          .contains("ORDER BY")
          .contains("LIMIT");
    }
  }

  private static void states(PanelQuery query, Answer answer) {
    assertThat(answer.names().get(0)).as(query.place()).isEqualTo("time");
    assertThat(answer.types().get(0)).as(query.place()).startsWith("DateTime");
    assertThat(isText(answer.types().get(1))).as(query.place()).isTrue();
  }

  private static void trace(PanelQuery query, Answer answer) {
    assertThat(answer.names())
        .as(query.place())
        .contains(
            "traceID",
            "spanID",
            "parentSpanID",
            "serviceName",
            "operationName",
            "startTime",
            "duration",
            "tags",
            "serviceTags");
    for (String millis : List.of("startTime", "duration")) {
      assertThat(answer.types().get(answer.names().indexOf(millis)))
          .as(query.place())
          .isEqualTo("Float64");
    }
    for (String tags : List.of("tags", "serviceTags")) {
      assertThat(answer.types().get(answer.names().indexOf(tags)))
          .as(query.place())
          .startsWith("Array(Map(");
    }
  }

  private static boolean isText(String type) {
    return type.equals("String")
        || type.equals("Nullable(String)")
        || type.startsWith("LowCardinality(");
  }

  private static boolean isNumber(String type) {
    return type.replaceFirst("^Nullable\\(", "").matches("(U?Int(8|16|32|64)|Float64)\\)?");
  }
}
