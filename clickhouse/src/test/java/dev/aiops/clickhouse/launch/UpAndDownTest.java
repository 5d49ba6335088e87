/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.embedded.RecordedProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping the embedded server, in a folder with a space in its name. */
class UpAndDownTest {

  @TempDir Path temp;

  @AfterEach
  void stop() {
    commands(Map.of()).run("down");
  }

  @Test
  void upTwiceDownTwice_startsOneServerAndStopsIt() throws IOException {
    Commands commands = commands(Map.of("AIOPS_HTTP_PORT", "0", "AIOPS_TCP_PORT", "0"));

    assertThat(commands.done("up"))
        .contains("Starting ClickHouse in ", "Schema: ", "Attach an app:")
        .contains("  . '" + folder() + "/env'");
    RecordedProcess first = RecordedProcess.in(folder().resolve("clickhouse")).orElseThrow();
    assertThat(commands(Map.of("AIOPS_HTTP_PORT", "1")).done("up"))
        .contains("already runs on port " + first.httpPort(), "AIOPS_HTTP_PORT holds from")
        .doesNotContain("Starting");
    assertThat(RecordedProcess.in(folder().resolve("clickhouse"))).contains(first);
    assertThat(commands.done("up", "--quiet").lines()).hasSize(1);
    assertThat(Files.getPosixFilePermissions(folder().resolve("env")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(commands.done("status")).contains(": ok (process " + first.pid() + ")");
    assertThat(commands.done("runs")).contains("No runs yet.", "./aiops demo");

    assertThat(commands.done("down")).contains("ClickHouse stopped; its data stay in ");
    assertThat(first.alive()).isEmpty();
    assertThat(commands.done("down")).contains("ClickHouse is not running here.");
    assertThat(commands.refused("status")).contains("start it with ./aiops up");
  }

  @Test
  void down_processIdUsedAgain_leavesThatProcessAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Files.createDirectories(folder().resolve("clickhouse"));
      Files.writeString(
          folder().resolve("clickhouse").resolve("server.pid"), stranger.pid() + " 1 8123 0\n");
      assertThat(commands(Map.of()).done("down")).contains("ClickHouse is not running here.");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void up_portInUse_saysWhichSettingChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(commands(Map.of("AIOPS_HTTP_PORT", port)).refused("up"))
          .contains("Port " + port + " is in use", "set AIOPS_HTTP_PORT to a free one");
      assertThat(commands(Map.of("AIOPS_HTTP_PORT", "0", "AIOPS_TCP_PORT", port)).refused("up"))
          .contains("set AIOPS_TCP_PORT to a free one or to 0 for none");
    }
  }

  @Test
  void up_wrongSettings_namesThem() {
    assertThat(commands(Map.of("AIOPS_HTTP_PORT", "http")).refused("up"))
        .contains("AIOPS_HTTP_PORT must be a port number, 0 to 65535, got 'http'");
    assertThat(commands(Map.of("AIOPS_TCP_PORT", "70000")).refused("up"))
        .contains("AIOPS_TCP_PORT must be a port number");
    assertThat(commands(Map.of("AIOPS_CLICKHOUSE_URL", "http://127.0.0.1:1")).refused("up"))
        .contains("names a server of your own", "./aiops migrate");
    assertThat(commands(Map.of()).refused("up", "--detach")).contains("takes --quiet or nothing");
  }

  @Test
  void budgetsAndVerifyLog_withoutWhatTheyAsk_sayWhatToStart() {
    assertThat(commands(Map.of()).refused("budgets"))
        .contains("approval-api is not running here: start it with ./aiops up");
    assertThat(commands(Map.of()).refused("verify-log")).contains("start it with ./aiops up");
    assertThat(commands(Map.of("AIOPS_CLICKHOUSE_URL", "http://127.0.0.1:1")).refused("verify-log"))
        .contains("approval-api is not built: mvn -pl approval-api");
    assertThat(commands(Map.of()).refused("budgets", "all")).contains("takes nothing, got 'all'");
  }

  @Test
  void down_ofAControlPlaneWhoseProcessIdIsUsedAgain_leavesThatProcessAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "60").start();
    try {
      Path control = Files.createDirectories(folder().resolve("approval-api"));
      Files.writeString(control.resolve("server.pid"), stranger.pid() + " 1 8321 0\n");
      assertThat(commands(Map.of()).done("down")).doesNotContain("approval-api stopped");
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
  }

  @Test
  void noSuchCommand_isWrongUsage() {
    Commands.Outcome outcome = commands(Map.of()).run("fly");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("no such command: fly (see ./aiops --help)");
  }

  private Path folder() {
    return temp.resolve("my state");
  }

  private Commands commands(Map<String, String> environment) {
    return new Commands(new State(folder(), environment), InstantSource.system());
  }
}
