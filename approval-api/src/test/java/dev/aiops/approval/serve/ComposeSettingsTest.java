/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.Secret;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.clickhouse.Users;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What docker-compose.yml tells the service is what it takes. */
class ComposeSettingsTest {

  private static final Path ROOT = Path.of("..");

  @TempDir Path files;

  @Test
  void compose_startsTheService_withoutAnyMistake() throws IOException {
    Map<String, String> environment = environment();
    environment.put("AIOPS_POLICY_FILE", ROOT.resolve("approval-api/policy.start.yaml").toString());
    environment.put("AIOPS_TOKENS_FILE", tokens().toString());
    environment.put("AIOPS_USERS_FILE", noUsers().toString());
    environment.put("AIOPS_EVAL_TOKEN_HASH", Secret.sha256("drawn"));

    Settings settings = Settings.from(environment);

    assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    assertThat(settings.http().port()).isEqualTo(8321);
    assertThat(settings.clickHouse().url()).isEqualTo(URI.create("http://clickhouse:8123"));
    assertThat(settings.clickHouse().user()).isEqualTo(Users.CONTROL);
    assertThat(settings.runner().map(Token::ofRunner)).contains(true);
    assertThat(settings.web().publicUrl()).contains(URI.create("http://127.0.0.1:8321"));
  }

  /** What cannot be said here cannot be said at all: the container has no other environment. */
  @Test
  void compose_handsOverEverySetting_butForThoseThatTheImageFixes() throws IOException {
    List<String> all =
        Pattern.compile("(?m)^ {2}([A-Z_]+) ")
            .matcher(Settings.HELP)
            .results()
            .map(setting -> setting.group(1))
            .toList();
    Set<String> given = environment().keySet();
    assertThat(all)
        .contains("AIOPS_OIDC_ISSUER", "AIOPS_SLACK_WEBHOOK_FILE", "GRAFANA_URL")
        .filteredOn(name -> !given.contains(name))
        .containsExactlyInAnyOrder(
            "AIOPS_CLICKHOUSE_DATABASE", "AIOPS_CLICKHOUSE_USER", "AIOPS_API_PORT");
  }

  private Path tokens() throws IOException {
    Path file = files.resolve("tokens.jsonl");
    TokenFile.add(file, "operator", Set.of("admin"));
    return file;
  }

  /** As the image makes it at its first start. */
  private Path noUsers() throws IOException {
    return Files.createFile(
        files.resolve("users.jsonl"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static Map<String, String> environment() throws IOException {
    try (Reader reader = Files.newBufferedReader(ROOT.resolve("docker-compose.yml"))) {
      Object file = new Load(LoadSettings.builder().build()).loadFromReader(reader);
      Map<String, String> environment = new HashMap<>();
      at(at(at(file, "services"), "approval-api"), "environment")
          .forEach((name, value) -> environment.put(name + "", interpolated(value + "")));
      return environment;
    }
  }

  private static Map<?, ?> at(Object map, String key) {
    return (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
  }

  /** With nothing set but what must be. */
  private static String interpolated(String value) {
    return value.replaceAll("\\$\\{\\w+:-(.*)}", "$1").replaceAll("\\$\\{\\w+:\\?.*}", "drawn");
  }
}
