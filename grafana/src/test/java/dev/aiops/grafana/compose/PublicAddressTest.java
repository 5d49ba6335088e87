/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.Program;
import dev.aiops.grafana.query.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dashboards lead to the pages of approval-api where AIOPS_PUBLIC_URL says that they are. */
class PublicAddressTest {

  private static final String DEFAULT = "http://127.0.0.1:8321";

  @TempDir Path copies;

  @Test
  void dashboards_leadToTheAddress_andAreElseAsTheyWere() throws IOException {
    Files.writeString(copies.resolve("of-an-older-version.json"), "{}");
    assertThat(copy("https://approvals.example.com:8443/ops/").code()).isZero();
    assertThat(Dashboard.in(copies)).hasSameSizeAs(Dashboard.all());
    for (Dashboard board : Dashboard.all()) {
      String address = "https://approvals.example.com:8443/ops";
      Path copy = copies.resolve(board.file());
      assertThat(Files.readString(copy).replace(address, DEFAULT))
          .isEqualTo(Files.readString(Path.of("dashboards", board.file())));
      assertThat(Dashboard.in(copies))
          .filteredOn(other -> other.defaults().containsKey("approvals"))
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(other -> other.defaults().get("approvals").equals(List.of(address)));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
          .as("Grafana's user reads it")
          .isEqualTo("rw-r--r--");
    }
  }

  @Test
  void dashboards_withoutAnAddress_leadToThisMachine() throws IOException {
    assertThat(copy("").code()).isZero();
    assertThat(copies.resolve("run.json"))
        .hasSameTextualContentAs(Path.of("dashboards", "run.json"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "approvals.example.com",
        "javascript:alert(1)",
        "https://a.example\",\"x\":\"y",
        "https://a.example|e touch x|",
        "https://a.example/&"
      })
  void addresses_thatAreNone_areRefused(String address) throws IOException {
    Program.Outcome outcome = copy(address);
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).contains("set it as https://approvals.example.com");
    assertThat(copies).isEmptyDirectory();
  }

  private Program.Outcome copy(String address) throws IOException {
    Path script = ComposeFile.ROOT.resolve("docker/bin/dashboards").toAbsolutePath();
    return new Program(copies)
        .run(
            List.of("bash", script + "", Path.of("dashboards").toAbsolutePath() + "", copies + ""),
            Map.of("AIOPS_PUBLIC_URL", address));
  }
}
