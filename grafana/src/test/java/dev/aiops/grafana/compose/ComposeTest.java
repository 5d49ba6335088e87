/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.keep.Retention;
import dev.aiops.grafana.compose.ComposeFile.Service;
import dev.aiops.grafana.query.AlertRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The compose file says what the code, the images and Grafana's files say. It is never run here.
 */
class ComposeTest {

  private static final Pattern SETTING =
      Pattern.compile("\"((?:AIOPS|GRAFANA)_[A-Z0-9_]*[A-Z0-9])\\b");

  private static final Pattern SCRIPT_SETTING = Pattern.compile("\\$\\{(AIOPS_[A-Z0-9_]+):-");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void published_pagesOnly_onLoopback() {
    assertThat(ports()).containsOnlyKeys("approval-api", "grafana");
    assertThat(ports().values())
        .allSatisfy(
            ports -> assertThat(ports).hasSize(1).allMatch(p -> p.startsWith("127.0.0.1:")));
  }

  @Test
  void services_areBounded_andMayDoNothingMoreThanTheyNeed() {
    compose
        .services()
        .forEach(
            (name, service) -> {
              assertThat(service.get("mem_limit")).as(name).isNotNull();
              assertThat(service.get("logging")).as(name).isNotNull();
              assertThat(service.list("cap_drop")).as(name).containsExactly("ALL");
              assertThat(service.list("security_opt")).as(name).contains("no-new-privileges:true");
              assertThat(service.get("privileged")).as(name).isNull();
            });
  }

  @Test
  void secrets_comeFromOutside_andHaveNoDefault() {
    assertThat(compose.services().values())
        .allSatisfy(
            service ->
                assertThat(service.environment())
                    .allSatisfy(
                        (name, value) -> {
                          if (name.matches("AIOPS_.*(PASSWORD|SHA256|TOKEN|TOKEN_HASH)")
                              || name.endsWith("PASSWORD")) {
                            assertThat(value)
                                .matches("\\$\\{[A-Z0-9_]+:\\?run docker/prepare first}");
                          }
                        }));
  }

  @Test
  void waitsFor_migrate_whichWaitsForAHealthyClickHouse() {
    assertThat(compose.condition("migrate", "clickhouse")).isEqualTo("service_healthy");
    for (String name :
        List.of("approval-api", "dashboards", "grafana", "housekeep", "eval-runner", "collector")) {
      assertThat(compose.condition(name, "migrate"))
          .as(name)
          .isEqualTo("service_completed_successfully");
    }
  }

  @Test
  void environment_ofOurServices_isReadByTheirCode() throws IOException {
    Set<String> read = new TreeSet<>(settings("clickhouse"));
    read.addAll(settings("approval-api"));
    read.addAll(settings("eval-runner"));
    for (Retention.Table part : Retention.Table.values()) {
      read.add("AIOPS_RETENTION_" + part);
    }
    SCRIPT_SETTING
        .matcher(Files.readString(ComposeFile.ROOT.resolve("docker/bin/dashboards")))
        .results()
        .map(m -> m.group(1))
        .forEach(read::add);
    compose
        .services()
        .forEach(
            (name, service) -> {
              if (service.isOurs()) {
                assertThat(read).as(name).containsAll(service.environment().keySet());
              }
            });
  }

  @Test
  void retention_ofEachPart_isASettingOfMigrate() {
    assertThat(compose.service("migrate").environment())
        .containsKeys(
            Arrays.stream(Retention.Table.values())
                .map(part -> "AIOPS_RETENTION_" + part)
                .toArray(String[]::new));
  }

  @Test
  void approvalApi_portIsThatOfItsCode() throws IOException {
    String code = source("approval-api", "serve/Settings.java");
    String port = ComposeFile.match("PORT = (\\d+);", code).replace("_", "");
    assertThat(ports().get("approval-api")).containsExactly("127.0.0.1:" + port + ":" + port);
    assertThat(ComposeFile.dockerfile())
        .contains("EXPOSE " + port, "\"answers\", \"" + port + "\", \"/healthz\"");
    assertThat(compose.service("approval-api").environment().get("AIOPS_PUBLIC_URL"))
        .isEqualTo("${AIOPS_PUBLIC_URL:-http://127.0.0.1:" + port + "}");
  }

  @Test
  void clickHouse_hasTheHashOfEachUser_andNoPassword() {
    assertThat(compose.service("clickhouse").environment().keySet())
        .filteredOn(name -> name.startsWith("AIOPS_"))
        .containsExactlyInAnyOrderElementsOf(
            Users.ALL.stream().map(user -> variable(user) + "_SHA256").toList());
  }

  /** The one has the token, the other its hash, under the names of which the code reads them. */
  @Test
  void evalRunner_isKnownToApprovalApi_whichItAsksForBatches() {
    assertThat(compose.service("eval-runner").environment())
        .containsEntry("AIOPS_EVAL_API_URL", "http://approval-api:8321")
        .hasEntrySatisfying(
            "AIOPS_EVAL_TOKEN", value -> assertThat(value).startsWith("${AIOPS_EVAL_TOKEN:?"));
    assertThat(compose.service("approval-api").environment().get("AIOPS_EVAL_TOKEN_HASH"))
        .startsWith("${AIOPS_EVAL_TOKEN_HASH:?");
  }

  @Test
  void users_eachService_asTheOneWithTheLeastRights() {
    assertThat(password("approval-api")).contains(variable(Users.CONTROL));
    assertThat(password("eval-runner")).contains(variable(Users.EVAL));
    assertThat(password("collector")).contains(variable(Users.INGEST));
    assertThat(password("migrate")).contains(variable(Users.ADMIN));
    assertThat(compose.service("grafana").environment().get("AIOPS_CLICKHOUSE_READ_PASSWORD"))
        .contains(variable(Users.READ));
  }

  @Test
  void mounts_areThere_andDashboardsWhereTheirProviderLooks() {
    for (Service service : compose.services().values()) {
      service.mounts().keySet().stream()
          // made by docker/prepare
          .filter(path -> !path.startsWith("./.aiops/compose"))
          .forEach(path -> assertThat(ComposeFile.ROOT.resolve(path)).exists());
    }
    Map<?, ?> file = (Map<?, ?>) AlertRule.load(Path.of("provisioning/dashboards/aiops.yaml"));
    Map<?, ?> provider = (Map<?, ?>) ((List<?>) file.get("providers")).get(0);
    assertThat(compose.service("grafana").list("volumes"))
        .contains("dashboards:" + ((Map<?, ?>) provider.get("options")).get("path") + ":ro");
  }

  @Test
  void judges_runUnderTheAgent_withTheKeyOfEachProvider() throws IOException {
    Service judges =
        ComposeFile.read(ComposeFile.ROOT.resolve("docker/judges.yml")).service("eval-runner");
    Map<String, String> environment = judges.environment();
    String script = Files.readString(ComposeFile.ROOT.resolve("docker/bin/eval"));
    String jar = ComposeFile.match("javaagent:\\$(\\w+)", script);
    assertThat(judges.mounts())
        .containsEntry("./agent-extension/target/aiops-javaagent.jar", environment.get(jar));
    assertThat(environment.get("AIOPS_CLICKHOUSE_PASSWORD")).contains(variable(Users.INGEST));
    assertThat(environment.get("AIOPS_EVAL_CLICKHOUSE_PASSWORD")).contains(variable(Users.EVAL));
    assertThat(environment)
        .containsEntry("AIOPS_CLICKHOUSE_USER", Users.INGEST)
        .containsEntry("AIOPS_EVAL_CLICKHOUSE_USER", Users.EVAL)
        .containsKeys(keys().toArray(String[]::new));
  }

  /** Environment variables in which eval-runner looks for providers' keys. */
  private static List<String> keys() throws IOException {
    Path providers = Path.of("eval-runner/src/main/java/dev/aiops/eval/judge/Provider.java");
    return Pattern.compile("\"(\\w+_API_KEY)\"")
        .matcher(Files.readString(ComposeFile.ROOT.resolve(providers)))
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private String password(String service) {
    return compose.service(service).environment().get("AIOPS_CLICKHOUSE_PASSWORD");
  }

  /** What docker/prepare calls a user: aiops_read is AIOPS_READ. */
  private static String variable(String user) {
    return user.toUpperCase(Locale.ROOT);
  }

  private Map<String, List<String>> ports() {
    return compose.services().entrySet().stream()
        .filter(e -> e.getValue().get("ports") != null)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().list("ports")));
  }

  private static String source(String module, String file) throws IOException {
    return Files.readString(
        ComposeFile.ROOT.resolve(module + "/src/main/java/dev/aiops/approval/" + file));
  }

  private static Set<String> settings(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ComposeFile.ROOT.resolve(module + "/src/main/java"))) {
      Set<String> names = new TreeSet<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        SETTING
            .matcher(Files.readString(file))
            .results()
            .map((MatchResult m) -> m.group(1))
            .forEach(names::add);
      }
      return names;
    }
  }
}
