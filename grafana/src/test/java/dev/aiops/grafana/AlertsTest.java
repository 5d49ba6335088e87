/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.AlertRule;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.seed.Calm;
import dev.aiops.grafana.source.AlertFile;
import dev.aiops.grafana.source.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts stay quiet while nothing is wrong, and say what Grafana and people need. */
@ExtendWith(ClickHouseExtension.class)
class AlertsTest {

  private final TestDatabase database;

  AlertsTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void alerts_whileAllIsWell_areQuiet() {
    for (AlertRule rule : AlertRule.all()) {
      assertThat(rule.firing(database.read())).as(rule.get("title") + " of an empty log").isEmpty();
    }
    new Calm(database).week();
    for (AlertRule rule : AlertRule.all()) {
      assertThat(rule.firing(database.read())).as(rule.get("title")).isEmpty();
    }
  }

  @Test
  void alerts_answerInLabelsAndOneNumber() {
    for (AlertRule rule : AlertRule.all()) {
      Answer answer = rule.ask(database.read());
      assertThat(answer.names()).as(rule.get("title")).last().isEqualTo("value");
      assertThat(answer.types())
          .as(rule.get("title"))
          .last()
          .matches(type -> type.equals("Float64") || type.equals("Nullable(Float64)"));
      assertThat(answer.types().subList(0, answer.types().size() - 1))
          .as(rule.get("title"))
          .allMatch(type -> type.matches("(LowCardinality\\()?String\\)?"));
    }
  }

  @Test
  void alerts_useNoVariables() {
    for (AlertRule rule : AlertRule.all()) {
      assertThat(rule.sql()).as(rule.get("title")).doesNotContain("$__conditionalAll", "${", "@");
    }
  }

  /** Else the worst of many may be what is left out. */
  @Test
  void alerts_thatAreLimited_answerTheWorstFirst() {
    assertThat(AlertRule.all())
        .filteredOn(rule -> rule.sql().contains(" LIMIT "))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            rule -> assertThat(rule.sql()).as(rule.get("title")).contains("ORDER BY value DESC, "));
  }

  @Test
  void alerts_nameAPanelThatIsThere() {
    for (AlertRule rule : AlertRule.all()) {
      assertThat(Dashboard.of(rule.get("dashboardUid")).panels())
          .as(rule.get("title"))
          .anyMatch(panel -> panel.path("id").asText().equals(rule.get("panelId")));
    }
  }

  @Test
  void alerts_haveAHeadingInTheRunbook_andNothingElseHas() throws IOException {
    assertThat(AlertRule.all().stream().map(rule -> rule.get("title")))
        .containsExactlyElementsOf(Runbook.headings());
    for (AlertRule rule : AlertRule.all()) {
      assertThat(rule.annotation("runbook_url"))
          .isEqualTo("${AIOPS_RUNBOOK_URL}" + Runbook.link(rule.get("title")));
      assertThat(rule.annotation("summary")).isNotBlank();
    }
  }

  /** A link opens the panel of the alert's heading, and a page of the file at the heading. */
  @Test
  void runbook_isADashboard_ofWhichEachAlertOpensItsPanel() {
    for (AlertRule rule : AlertRule.all()) {
      assertThat(rule.annotation("runbook_url"))
          .endsWith("#" + rule.get("title").toLowerCase(Locale.ROOT).replace(' ', '-'));
      assertThat(Dashboard.of("aiops-runbook").panels())
          .filteredOn(
              panel ->
                  rule.annotation("runbook_url")
                      .contains("?viewPanel=panel-" + panel.path("id").asInt() + "#"))
          .singleElement()
          .satisfies(
              panel -> {
                assertThat(panel.path("title").asText()).isEqualTo(rule.get("title"));
                assertThat(panel.at("/options/content").asText()).hasSizeGreaterThan(80);
              });
    }
  }

  @Test
  void labels_ofSummaries_areColumns() {
    for (AlertRule rule : AlertRule.all()) {
      for (Map.Entry<String, String> label : labels(rule)) {
        assertThat(rule.ask(database.read()).names()).as(label.getKey()).contains(label.getValue());
      }
    }
  }

  private static List<Map.Entry<String, String>> labels(AlertRule rule) {
    return java.util.regex.Pattern.compile("\\$labels\\.(\\w+)")
        .matcher(rule.annotation("summary"))
        .results()
        .map(m -> Map.entry(rule.get("title"), m.group(1)))
        .toList();
  }

  @Test
  void thresholds_areAllUsed() throws IOException {
    String sources = Files.readString(Path.of("alerts", "alerts.sql"));
    assertThat(AlertFile.thresholds().stringPropertyNames()).allMatch(sources::contains);
  }
}
