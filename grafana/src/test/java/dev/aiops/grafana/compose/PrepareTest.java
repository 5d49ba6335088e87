/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.Users;
import dev.aiops.grafana.Program;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes what docker compose needs and no repository may hold. */
class PrepareTest {

  @TempDir Path home;

  @BeforeEach
  void copy() throws IOException {
    for (String file : List.of("docker/prepare", "approval-api/policy.start.yaml")) {
      Path copy = home.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(ComposeFile.ROOT.resolve(file), copy);
      assertThat(copy.toFile().setExecutable(true)).isTrue();
    }
  }

  @Test
  void env_hasAPasswordAndItsHashOfEachUser_forItsOwnerAlone() throws IOException {
    prepare();
    Properties env = env();
    for (String user : Users.ALL) {
      String name = user.toUpperCase(Locale.ROOT);
      String password = env.getProperty(name + "_PASSWORD");
      assertThat(password).as(user).matches("[0-9a-f]{48}");
      assertThat(env.getProperty(name + "_SHA256")).isEqualTo(sha256(password));
    }
    assertThat(env.values()).doesNotHaveDuplicates();
    assertThat(permissions(".env")).isEqualTo("rw-------");
  }

  @Test
  void env_hasEverythingThatTheComposeFileRequires() throws IOException {
    prepare();
    String compose = Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml"));
    assertThat(env().stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Pattern.compile("\\$\\{([A-Z0-9_]+):\\?")
                .matcher(compose)
                .results()
                .map(m -> m.group(1))
                .distinct()
                .toList());
  }

  @Test
  void again_nothingIsChanged() throws IOException {
    prepare();
    String env = Files.readString(home.resolve(".env"));
    Files.writeString(home.resolve(".aiops/compose/policy.yaml"), "mine");
    assertThat(prepare()).contains(".env is there and stays as it is");
    assertThat(home.resolve(".env")).hasContent(env);
    assertThat(home.resolve(".aiops/compose/policy.yaml")).hasContent("mine");
  }

  @Test
  void policy_isReadableByTheUserInTheContainer() throws IOException {
    prepare();
    assertThat(home.resolve(".aiops/compose/policy.yaml"))
        .hasSameTextualContentAs(ComposeFile.ROOT.resolve("approval-api/policy.start.yaml"));
    assertThat(permissions(".aiops/compose")).isEqualTo("rwxr-xr-x");
    assertThat(permissions(".aiops/compose/policy.yaml")).isEqualTo("rw-r--r--");
  }

  private String prepare() {
    Program.Outcome outcome = new Program(home).run(List.of("bash", "docker/prepare"));
    assertThat(outcome.code()).as(outcome.out()).isZero();
    return outcome.out();
  }

  private Properties env() throws IOException {
    Properties env = new Properties();
    env.load(new StringReader(Files.readString(home.resolve(".env"))));
    return env;
  }

  private String permissions(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file)));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
