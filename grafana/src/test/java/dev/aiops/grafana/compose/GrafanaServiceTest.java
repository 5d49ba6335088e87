/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.compose.ComposeFile.Service;
import dev.aiops.grafana.query.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the compose file tells Grafana is what its files ask for. */
class GrafanaServiceTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(AIOPS_[A-Z0-9_]+)\\}");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void grafana_isToldWhatItsFilesAskFor() throws IOException {
    Set<String> asked = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("provisioning"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        VARIABLE.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(asked::add);
      }
    }
    assertThat(compose.service("grafana").environment().keySet())
        .filteredOn(name -> name.startsWith("AIOPS_"))
        .containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void grafana_anonymousIsOff_andThePluginIsPinned() {
    assertThat(compose.service("grafana").environment())
        .containsEntry("GF_AUTH_ANONYMOUS_ENABLED", "false")
        .containsEntry("GF_USERS_ALLOW_SIGN_UP", "false")
        .hasEntrySatisfying(
            "GF_PLUGINS_PREINSTALL_SYNC",
            plugin -> assertThat(plugin).matches("grafana-clickhouse-datasource@4\\.\\d+\\.\\d+"));
  }

  /** From the repository into the volume that Grafana reads. */
  @Test
  void dashboards_areCopiedFromTheRepository_forGrafana() {
    Service dashboards = compose.service("dashboards");
    List<String> command = dashboards.list("command");
    assertThat(dashboards.mounts()).containsEntry("./grafana/dashboards", command.get(1));
    assertThat(dashboards.list("volumes")).contains("dashboards:" + command.get(2));
    assertThat(compose.condition("grafana", "dashboards"))
        .isEqualTo("service_completed_successfully");
    assertThat(dashboards.environment().get("AIOPS_PUBLIC_URL"))
        .isEqualTo(compose.service("approval-api").environment().get("AIOPS_PUBLIC_URL"));
  }

  /** Links of alerts begin with the address of Grafana, and none is without a host. */
  @Test
  void runbook_isAPageOfGrafana_whereNobodySaysOtherwise() {
    Map<String, String> grafana = compose.service("grafana").environment();
    assertThat(grafana.get("GF_SERVER_ROOT_URL"))
        .isEqualTo("${GRAFANA_URL:-http://127.0.0.1:3000}");
    assertThat(grafana.get("AIOPS_RUNBOOK_URL"))
        .isEqualTo(
            "${AIOPS_RUNBOOK_URL:-" + grafana.get("GF_SERVER_ROOT_URL") + "/d/aiops-runbook}");
    assertThat(compose.service("grafana").list("ports")).containsExactly("127.0.0.1:3000:3000");
  }

  /** It stands beside the rules, in a folder of which nothing is mounted whole. */
  @Test
  void notify_givesGrafanaAContactPoint_andWhatItAsksFor() throws IOException {
    Service notify =
        ComposeFile.read(ComposeFile.ROOT.resolve("docker/notify.yml")).service("grafana");
    Map.Entry<String, String> file = notify.mounts().entrySet().iterator().next();
    assertThat(notify.environment())
        .containsOnlyKeys(
            ComposeFile.match(
                "\\$\\{(\\w+)}", Files.readString(ComposeFile.ROOT.resolve(file.getKey()))));
    String folder = file.getValue().replaceFirst("[^/]+$", "");
    assertThat(compose.service("grafana").mounts())
        .containsValue(folder + "aiops.yaml")
        .doesNotContainValue(folder.substring(0, folder.length() - 1));
    Map<?, ?> yaml = (Map<?, ?>) AlertRule.load(ComposeFile.ROOT.resolve(file.getKey()));
    assertThat(((Map<?, ?>) ((List<?>) yaml.get("policies")).get(0)).get("receiver"))
        .isEqualTo(((Map<?, ?>) ((List<?>) yaml.get("contactPoints")).get(0)).get("name"));
  }
}
