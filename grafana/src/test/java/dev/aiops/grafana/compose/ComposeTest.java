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

  /** Ends, works without listening, or has an image without a shell: nothing there can be asked. */
  private static final Set<String> NEVER_ASKED =
      Set.of("migrate", "housekeep", "eval-runner", "collector");

  private static final Pattern SETTING =
      Pattern.compile("\"((?:AIOPS|GRAFANA)_[A-Z0-9_]*[A-Z0-9])\\b");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(AIOPS_[A-Z0-9_]+)\\}");

  private static final Pattern MAIN = Pattern.compile("jvm (dev\\.aiops\\.[\\w.]+)");

  private final ComposeFile compose = ComposeFile.read();

  @Test
  void images_arePinnedToAVersion() {
    assertThat(compose.services().values())
        .allMatch(
            service -> String.valueOf(service.get("image")).matches("[a-z/-]+:\\d+\\.\\d+.*"));
  }

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
                          if (name.endsWith("PASSWORD") || name.endsWith("SHA256")) {
                            assertThat(value)
                                .matches("\\$\\{[A-Z0-9_]+:\\?run docker/prepare first}");
                          }
                        }));
  }

  @Test
  void health_isAskedWhereItCanBe() throws IOException {
    compose
        .services()
        .forEach(
            (name, service) -> {
              if (!NEVER_ASKED.contains(name)) {
                assertThat(service.get("healthcheck") != null || service.isBuilt())
                    .as(name)
                    .isTrue();
              }
            });
    assertThat(dockerfile()).contains("HEALTHCHECK ").contains("USER 10001");
  }

  @Test
  void waitsFor_migrate_whichWaitsForAHealthyClickHouse() {
    assertThat(condition("migrate", "clickhouse")).isEqualTo("service_healthy");
    for (String name :
        List.of("approval-api", "grafana", "housekeep", "eval-runner", "collector")) {
      assertThat(condition(name, "migrate")).as(name).isEqualTo("service_completed_successfully");
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
    compose
        .services()
        .forEach(
            (name, service) -> {
              if (service.isBuilt()) {
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
    String port =
        match("PORT = (\\d+);", source("approval-api", "serve/Settings.java")).replace("_", "");
    assertThat(ports().get("approval-api")).containsExactly("127.0.0.1:" + port + ":" + port);
    assertThat(dockerfile())
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

  @Test
  void programs_ofTheImages_areThere() throws IOException {
    Set<String> mains = new TreeSet<>();
    try (Stream<Path> files = Files.list(ComposeFile.ROOT.resolve("docker/bin"))) {
      for (Path file : files.toList()) {
        MAIN.matcher(Files.readString(file)).results().map(m -> m.group(1)).forEach(mains::add);
      }
    }
    assertThat(mains).hasSize(3);
    for (String main : mains) {
      String source = "src/main/java/" + main.replace('.', '/') + ".java";
      assertThat(List.of("clickhouse", "approval-api", "eval-runner"))
          .as(main)
          .anyMatch(module -> Files.exists(ComposeFile.ROOT.resolve(module).resolve(source)));
    }
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
    assertThat(compose.service("grafana").mounts().get("./grafana/dashboards"))
        .isEqualTo(((Map<?, ?>) provider.get("options")).get("path"));
  }

  private String password(String service) {
    return compose.service(service).environment().get("AIOPS_CLICKHOUSE_PASSWORD");
  }

  /** What docker/prepare calls a user: aiops_read is AIOPS_READ. */
  private static String variable(String user) {
    return user.toUpperCase(Locale.ROOT);
  }

  private Object condition(String service, String on) {
    Map<?, ?> all = (Map<?, ?>) compose.service(service).get("depends_on");
    return ((Map<?, ?>) all.get(on)).get("condition");
  }

  private Map<String, List<String>> ports() {
    return compose.services().entrySet().stream()
        .filter(e -> e.getValue().get("ports") != null)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().list("ports")));
  }

  private static String dockerfile() throws IOException {
    return Files.readString(ComposeFile.ROOT.resolve("docker/Dockerfile"));
  }

  private static String source(String module, String file) throws IOException {
    return Files.readString(
        ComposeFile.ROOT.resolve(module + "/src/main/java/dev/aiops/approval/" + file));
  }

  private static String match(String regex, String text) {
    return Pattern.compile(regex)
        .matcher(text)
        .results()
        .findFirst()
        .map(m -> m.group(1))
        .orElseThrow();
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
