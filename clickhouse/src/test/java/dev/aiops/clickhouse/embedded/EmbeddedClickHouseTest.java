/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.clickhouse.Check;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.migrate.Migrator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClickHouseTest {

  private static final Passwords PASSWORDS = Passwords.random();

  @TempDir Path directory;

  @Test
  void start_emptyFolder_answersAndStopsCleanly() {
    EmbeddedClickHouse server = start(directory);
    long pid = server.pid();
    ClickHouse admin = server.handle(Users.ADMIN, "default");
    assertThat(admin.ask("SELECT version()")).startsWith("26.");
    assertThat(RecordedProcess.in(directory).orElseThrow().alive()).isPresent();

    server.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(EmbeddedClickHouse.logFile(directory))
        .content()
        .doesNotContain("Exception")
        .doesNotContain("SIG");
  }

  @Test
  void start_afterKill_hasTheData() {
    try (EmbeddedClickHouse server = start(directory)) {
      ClickHouse admin = server.handle(Users.ADMIN, "default");
      admin.execute("CREATE DATABASE aiops");
      admin.execute("CREATE TABLE aiops.t (x UInt8) ENGINE = MergeTree ORDER BY x");
      admin.execute("INSERT INTO aiops.t VALUES (1), (2)");
      server.kill();
    }
    try (EmbeddedClickHouse again = start(directory)) {
      assertThat(again.handle(Users.READ, "aiops").ask("SELECT count() FROM t")).isEqualTo("2");
    }
  }

  @Test
  void start_folderInUse_namesTheProcess() {
    try (EmbeddedClickHouse server = start(directory)) {
      assertThatThrownBy(() -> start(directory))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("(process " + server.pid() + ") uses the data folder " + directory);
    }
  }

  @Test
  void start_portInUse_namesTheSetting() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      EmbeddedSettings settings =
          new EmbeddedSettings(directory, port, 0, PASSWORDS, List.of("aiops"), true);
      assertThatThrownBy(() -> EmbeddedClickHouse.start(settings))
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("Port " + port + " is in use")
          .hasMessageContaining("AIOPS_HTTP_PORT");
    }
  }

  @Test
  void users_onlyWithTheirPassword() throws Exception {
    try (EmbeddedClickHouse server = start(directory)) {
      for (String user : Users.ALL) {
        assertThat(server.handle(user, "default").answers()).as(user).isTrue();
        assertThat(new ClickHouse(server.url(), "default", user, "wrong").answers())
            .as(user)
            .isFalse();
      }
      assertThat(new ClickHouse(server.url(), "default", "default", "").answers()).isFalse();
    }
    assertThat(Files.readString(directory.resolve("users.xml"))).doesNotContain(PASSWORDS.admin());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("users.xml"))))
        .isEqualTo("rw-------");
  }

  @Test
  void check_databaseThatIsNotGranted_saysWhatIsMissing() {
    try (EmbeddedClickHouse server = start(directory)) {
      Migrator.unclustered(server.handle(Users.ADMIN, "aiops")).migrate();
      assertThat(server.handle(Users.INGEST, "aiops").check()).isEqualTo(new Check.Ok());
    }
    EmbeddedSettings other =
        EmbeddedSettings.onFreePort(directory, PASSWORDS, List.of("elsewhere"));
    try (EmbeddedClickHouse server = EmbeddedClickHouse.start(other)) {
      assertThat(server.handle(Users.INGEST, "aiops").check())
          .isInstanceOfSatisfying(
              Check.Failed.class,
              failed -> {
                assertThat(failed.problem()).isEqualTo(Check.Problem.MISSING_GRANT);
                assertThat(failed.reason()).contains("aiops_ingest may not read database aiops");
              });
    }
  }

  @Test
  void detached_goesOnUntilItsRecordedProcessIsStopped() {
    EmbeddedSettings settings =
        new EmbeddedSettings(directory, 0, 0, PASSWORDS, List.of("aiops"), false);
    EmbeddedClickHouse.start(settings).leave();
    RecordedProcess recorded = RecordedProcess.in(directory).orElseThrow();
    ClickHouse read =
        new ClickHouse(
            URI.create("http://127.0.0.1:" + recorded.httpPort()),
            "default",
            Users.READ,
            PASSWORDS.read());
    assertThat(read.answers()).isTrue();

    assertThat(recorded.stop(30)).isTrue();

    assertThat(read.answers()).isFalse();
    assertThat(recorded.alive()).isEmpty();
  }

  private static EmbeddedClickHouse start(Path directory) {
    return EmbeddedClickHouse.start(
        EmbeddedSettings.onFreePort(directory, PASSWORDS, List.of("aiops")));
  }
}
