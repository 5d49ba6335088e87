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

  private static final List<String> COPIED =
      List.of(
          "docker/prepare",
          "approval-api/policy.start.yaml",
          "docker/clickhouse/config.d/aiops.xml",
          "docker/collector/config.yaml",
          "grafana/provisioning/alerting/aiops.yaml",
          "grafana/dashboards/run.json");

  @TempDir Path home;

  @BeforeEach
  void copy() throws IOException {
    for (String file : COPIED) {
      Path copy = home.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(ComposeFile.ROOT.resolve(file), copy);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
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
  void env_hasTheTokenOfEvalRunner_andTheHashThatApprovalApiKeeps() throws IOException {
    prepare();
    String token = env().getProperty("AIOPS_EVAL_TOKEN");
    assertThat(token).matches("[0-9a-f]{48}");
    assertThat(env().getProperty("AIOPS_EVAL_TOKEN_HASH")).isEqualTo(sha256(token));
  }

  @Test
  void env_hasEverythingThatTheComposeFileRequires() throws IOException {
    prepare();
    assertThat(env().stringPropertyNames()).containsExactlyInAnyOrderElementsOf(required());
  }

  private static List<String> required() throws IOException {
    String compose = Files.readString(ComposeFile.ROOT.resolve("docker-compose.yml"));
    return Pattern.compile("\\$\\{([A-Z0-9_]+):\\?")
        .matcher(compose)
        .results()
        .map(m -> m.group(1))
        .distinct()
        .toList();
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

  /** As after an upgrade whose compose file asks for more. */
  @Test
  void env_thatLacksNames_getsThem_andNothingElseChanges() throws IOException {
    Files.writeString(home.resolve(".env"), "# mine\nAIOPS_READ_PASSWORD='old one'\nGRAFANA_URL=x");
    assertThat(prepare())
        .contains("added to .env: AIOPS_ADMIN_PASSWORD")
        .doesNotContain("AIOPS_READ_PASSWORD");
    assertThat(Files.readString(home.resolve(".env")))
        .startsWith("# mine\nAIOPS_READ_PASSWORD='old one'\nGRAFANA_URL=x\nAIOPS_ADMIN_PASSWORD=");
    assertThat(env().getProperty("AIOPS_READ_SHA256")).isEqualTo(sha256("old one"));
    assertThat(env().stringPropertyNames()).containsAll(required());
    assertThat(permissions(".env")).isEqualTo("rw-------");

    String env = Files.readString(home.resolve(".env"));
    assertThat(prepare()).contains(".env is there and stays as it is");
    assertThat(home.resolve(".env")).hasContent(env);
  }

  /** Nobody can tell the password, and another one would not fit the hash. */
  @Test
  void env_withAHashAlone_isLeft_andToldOf() throws IOException {
    Files.writeString(home.resolve(".env"), "AIOPS_EVAL_SHA256=abc\n");
    Program.Outcome outcome = new Program(home).run(List.of("bash", "docker/prepare"));
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("AIOPS_EVAL_SHA256 without AIOPS_EVAL_PASSWORD");
    assertThat(home.resolve(".env")).hasContent("AIOPS_EVAL_SHA256=abc\n");
    assertThat(home.resolve(".env.new")).doesNotExist();
  }

  @Test
  void whatContainersRead_isReadableByAnybody() throws IOException {
    prepare();
    for (String file : COPIED.subList(2, COPIED.size())) {
      assertThat(permissions(file)).as(file).isEqualTo("rw-r--r--");
    }
    assertThat(permissions(".aiops/compose/evals")).isEqualTo("rwxr-xr-x");
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
