/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.Users;
import dev.aiops.grafana.query.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Grafana ignores a key that it does not know and refuses a folder with a file that it cannot read.
 * The keys are those of Grafana's and the plugin's documentation of provisioning.
 */
class ProvisioningTest {

  private static final Path FOLDER = Path.of("provisioning");

  private static final Set<String> DATASOURCE =
      Set.of("name", "uid", "type", "access", "editable", "jsonData", "secureJsonData");
  private static final Set<String> SETTINGS =
      Set.of(
          "host",
          "port",
          "protocol",
          "secure",
          "username",
          "defaultDatabase",
          "dialTimeout",
          "queryTimeout",
          "enableRowLimit",
          "enableMapKeysDiscovery");
  private static final Set<String> PROVIDER =
      Set.of(
          "name",
          "orgId",
          "folder",
          "folderUid",
          "type",
          "disableDeletion",
          "updateIntervalSeconds",
          "allowUiUpdates",
          "options");
  private static final Set<String> RULE =
      Set.of(
          "uid",
          "title",
          "condition",
          "for",
          "noDataState",
          "execErrState",
          "isPaused",
          "dashboardUid",
          "panelId",
          "labels",
          "annotations",
          "data");
  private static final Set<String> QUERY =
      Set.of("refId", "relativeTimeRange", "datasourceUid", "model");

  @Test
  void datasource_hasTheKeysThatThePluginReads() {
    Map<?, ?> source = first("datasources/aiops.yaml", "datasources");
    assertThat(keys(source)).isSubsetOf(DATASOURCE);
    assertThat(keys((Map<?, ?>) source.get("jsonData"))).isSubsetOf(SETTINGS);
    assertThat(source.get("type")).isEqualTo("grafana-clickhouse-datasource");
  }

  @Test
  void datasource_readsAsTheUserThatMayOnlyRead_andHasItsPasswordFromOutside() {
    Map<?, ?> source = first("datasources/aiops.yaml", "datasources");
    assertThat(((Map<?, ?>) source.get("jsonData")).get("username")).isEqualTo(Users.READ);
    assertThat(((Map<?, ?>) source.get("secureJsonData")).get("password"))
        .isEqualTo("${AIOPS_CLICKHOUSE_READ_PASSWORD}");
  }

  @Test
  void datasource_ofAlerts_isTheOneProvided() throws IOException {
    Object uid = first("datasources/aiops.yaml", "datasources").get("uid");
    assertThat(
            Files.readAllLines(FOLDER.resolve("alerting/aiops.yaml")).stream()
                .filter(line -> line.contains("datasourceUid:"))
                .map(line -> line.replaceFirst(".*: ", ""))
                .distinct())
        .containsExactlyInAnyOrder(String.valueOf(uid), "__expr__");
  }

  @Test
  void dashboards_areReadFromTheirFolder_andNotChangedInTheBrowser() {
    Map<?, ?> provider = first("dashboards/aiops.yaml", "providers");
    assertThat(keys(provider)).isSubsetOf(PROVIDER);
    assertThat(provider.get("allowUiUpdates")).isEqualTo(false);
    assertThat(provider.get("type")).isEqualTo("file");
  }

  @Test
  void alerts_haveTheKeysThatGrafanaReads() {
    for (AlertRule rule : AlertRule.all()) {
      assertThat(keys(rule.yaml()))
          .as(rule.get("title"))
          .isSubsetOf(RULE)
          .contains("uid", "title", "condition", "for", "data");
      ((List<?>) rule.yaml().get("data"))
          .forEach(query -> assertThat(keys((Map<?, ?>) query)).isSubsetOf(QUERY));
      assertThat(rule.get("uid")).as("Grafana's limit").hasSizeLessThanOrEqualTo(40);
    }
    assertThat(AlertRule.all()).extracting(rule -> rule.get("uid")).doesNotHaveDuplicates();
  }

  /**
   * A log that does not answer must not look well, and what was wrong before must not look mended.
   */
  @Test
  void alerts_whoseQueryFails_tellSoOrStayAsTheyWere() {
    for (AlertRule rule : AlertRule.all()) {
      boolean isCritical = String.valueOf(rule.yaml().get("labels")).contains("critical");
      assertThat(rule.get("execErrState"))
          .as(rule.get("title"))
          .isEqualTo(isCritical ? "Error" : "KeepLast");
    }
  }

  /** No row is that nothing is over its threshold, but for what always answers in one row. */
  @Test
  void alerts_withoutARow_areWell_butForTheOneThatAlwaysHasOne() {
    for (AlertRule rule : AlertRule.all()) {
      boolean alwaysHasOne = rule.get("title").equals("Control log broken");
      assertThat(rule.get("noDataState"))
          .as(rule.get("title"))
          .isEqualTo(alwaysHasOne ? "Alerting" : "OK");
    }
  }

  /** Two folders of one title, one made by the alerts, would stand beside each other. */
  @Test
  void alerts_haveAFolderOfTheirOwn() {
    assertThat(first("alerting/aiops.yaml", "groups").get("folder"))
        .isNotEqualTo(first("dashboards/aiops.yaml", "providers").get("folder"));
  }

  @Test
  void folders_haveYamlOnly() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(file -> file.toString().endsWith(".yaml"));
    }
  }

  private static Map<?, ?> first(String file, String list) {
    Map<?, ?> yaml = (Map<?, ?>) AlertRule.load(FOLDER.resolve(file));
    assertThat(yaml.get("apiVersion")).isEqualTo(1);
    return (Map<?, ?>) ((List<?>) yaml.get(list)).get(0);
  }

  private static List<String> keys(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).toList();
  }
}
