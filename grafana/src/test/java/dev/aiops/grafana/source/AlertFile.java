/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.StreamSupport;

/**
 * The alert rules as Grafana provisions them, from alerts/alerts.sql and
 * alerts/thresholds.properties.
 */
public final class AlertFile {

  private static final Path SOURCE = Path.of("alerts", "alerts.sql");

  private static final String HEAD =
      """
      # Written from alerts/alerts.sql and alerts/thresholds.properties by GeneratedFilesTest: change those.
      apiVersion: 1
      groups:
        - orgId: 1
          name: aiops
          # of its own: Grafana makes it before the dashboards' folder, which has a uid that this file cannot name
          folder: AI Ops alerts
          interval: 1m
          rules:
      """;

  private static final String RULE =
      """
            - uid: %1$s
              title: %2$s
              condition: C
              for: %3$s
              noDataState: %11$s
              execErrState: %12$s
              isPaused: false
              dashboardUid: %4$s
              panelId: %5$d
              labels: { product: aiops, severity: %6$s }
              annotations:
                summary: "%7$s"
                runbook_url: "${AIOPS_RUNBOOK_URL}%8$s"
              data:
                - refId: A
                  relativeTimeRange: { from: 86400, to: 0 }
                  datasourceUid: aiops-clickhouse
                  model:
                    refId: A
                    editorType: sql
                    format: 1
                    queryType: table
                    rawSql: |
      %9$s
                - refId: C
                  datasourceUid: __expr__
                  model:
                    refId: C
                    type: threshold
                    expression: A
                    conditions: [{ evaluator: { type: %13$s, params: [%10$s] } }]
      """;

  private AlertFile() {}

  /** The named values in alerts/thresholds.properties. */
  public static Properties thresholds() throws IOException {
    Properties thresholds = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of("alerts", "thresholds.properties"))) {
      thresholds.load(reader);
    }
    return thresholds;
  }

  /** The rules of the source. */
  public static List<Section> alerts() throws IOException {
    return SourceFile.read(SOURCE);
  }

  static String yaml(Path shared) throws IOException {
    Snippets snippets = Snippets.read(shared, thresholds());
    StringBuilder yaml = new StringBuilder(HEAD);
    for (Section alert : alerts()) {
      yaml.append(rule(alert, snippets));
    }
    return yaml.toString();
  }

  private static String rule(Section alert, Snippets snippets) throws IOException {
    String[] panel = alert.get("panel-of").split(" / ", 2);
    return RULE.formatted(
        "aiops-" + anchor(alert.title()),
        alert.title(),
        alert.get("for"),
        panel[0],
        panelId(panel[0], panel[1]),
        alert.get("severity"),
        alert.get("summary"),
        Runbook.link(alert.title()),
        snippets.in(alert.sql()).indent(20).stripTrailing(),
        snippets.in("@threshold(" + threshold(alert) + ")"),
        alert.find("no-data").orElse("OK"),
        alert.find("on-error").orElse(onError(alert)),
        alert.find("at-least").isPresent() ? "gte" : "gt");
  }

  private static String threshold(Section alert) {
    return alert.find("at-least").orElseGet(() -> alert.get("above"));
  }

  /**
   * What is critical tells that the log does not answer; all others stay as they were, so that
   * nothing is said to be over because nobody could ask.
   */
  private static String onError(Section alert) {
    return alert.get("severity").equals("critical") ? "Error" : "KeepLast";
  }

  /** The name of a heading in an address, as GitHub makes it. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }

  private static int panelId(String dashboard, String title) throws IOException {
    String file = dashboard.replaceFirst("^aiops-", "") + ".json";
    JsonNode board = new ObjectMapper().readTree(Path.of("dashboards", file).toFile());
    return StreamSupport.stream(board.path("panels").spliterator(), false)
        .filter(panel -> panel.path("title").asText().equals(title))
        .mapToInt(panel -> panel.path("id").asInt())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(dashboard + " has no panel '" + title + "'"));
  }
}
