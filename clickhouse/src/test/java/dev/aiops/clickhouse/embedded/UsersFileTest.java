/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.ClickHouseException;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.UsersXml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The users of docker-compose.yml are those of {@link Users}, with passwords from outside. */
class UsersFileTest {

  private static final Path FILE = Path.of("..", "docker", "clickhouse", "users.d", "aiops.xml");

  private static final String TEXT =
      """
      <clickhouse>
        <!-- Written from Users by UsersFileTest (-Daiops.write=true): change that. -->
        <profiles>
      %s  </profiles>
        <users>
      %s  </users>
      </clickhouse>
      """;

  private static final String FROM_ENV =
      """
      <clickhouse>
        <users>
          <from_outside>
            <password from_env="PATH"/>
            <networks><ip>::/0</ip></networks>
            <profile>default</profile>
            <quota>default</quota>
          </from_outside>
        </users>
      </clickhouse>
      """;

  @Test
  void file_isThatOfTheUsers() throws IOException {
    String text =
        TEXT.formatted(
            UsersXml.READ_PROFILE, UsersXml.of(List.of("aiops"), UsersFileTest::hashFromEnv));
    if (Boolean.getBoolean("aiops.write")) {
      Files.writeString(FILE, text);
    }
    assertThat(FILE).content().isEqualTo(text);
  }

  /** The server has no other database for these users, so that what they may is in the file. */
  @Test
  void server_withTheFile_letsEachUserDoWhatItMay(@TempDir Path folder) throws IOException {
    Passwords passwords = Passwords.random();
    Path users = Files.createDirectories(folder.resolve("users.d"));
    Files.writeString(users.resolve("aiops.xml"), withHashes(passwords));
    Files.writeString(users.resolve("from_env.xml"), FROM_ENV);
    try (EmbeddedClickHouse server =
        EmbeddedClickHouse.start(
            EmbeddedSettings.onFreePort(folder, passwords, List.of("elsewhere")))) {
      ClickHouse admin = server.handle(Users.ADMIN, "aiops");
      admin.withDatabase("default").execute("CREATE DATABASE aiops");
      admin.execute(
          "CREATE TABLE otel_logs (BatchId String, Body String) ENGINE = MergeTree ORDER BY BatchId");
      ClickHouse ingest = server.handle(Users.INGEST, "aiops");
      ingest.execute("INSERT INTO otel_logs VALUES ('b', 'secret')");

      assertThat(ingest.ask("SELECT count() FROM otel_logs WHERE BatchId = 'b'")).isEqualTo("1");
      assertDenied(ingest, "SELECT Body FROM otel_logs");
      assertThat(server.handle(Users.READ, "aiops").ask("SELECT Body FROM otel_logs"))
          .isEqualTo("secret");
      assertDenied(server.handle(Users.READ, "aiops"), "TRUNCATE TABLE otel_logs");
      assertDenied(server.handle(Users.CONTROL, "aiops"), "SELECT Body FROM otel_logs");
      assertThat(fromOutside(server).ask("SELECT 1")).isEqualTo("1");
    }
  }

  /** One whose password is an environment variable of the server, as all in the file are. */
  private static ClickHouse fromOutside(EmbeddedClickHouse server) {
    return new ClickHouse(server.url(), "default", "from_outside", System.getenv("PATH"));
  }

  private static void assertDenied(ClickHouse as, String sql) {
    assertThatThrownBy(() -> as.ask(sql)).isInstanceOf(ClickHouseException.class);
  }

  private static String withHashes(Passwords passwords) throws IOException {
    String text = Files.readString(FILE);
    for (String user : Users.ALL) {
      text =
          text.replace(
              hashFromEnv(user),
              "<password_sha256_hex>" + passwords.sha256(user) + "</password_sha256_hex>");
    }
    return text;
  }

  private static String hashFromEnv(String user) {
    return "<password_sha256_hex from_env=\"" + user.toUpperCase(Locale.ROOT) + "_SHA256\"/>";
  }
}
