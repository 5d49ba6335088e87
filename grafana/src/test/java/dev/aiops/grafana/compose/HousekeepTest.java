/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What works without listening, and how one sees that it does. */
class HousekeepTest {

  private static final Path BIN = ComposeFile.ROOT.resolve("docker/bin").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void alive_isByTheAgeOfTheHeartbeat() throws IOException {
    Path heartbeat = folder.resolve("heartbeat");
    assertThat(alive(heartbeat)).as("nothing was done yet").isNotZero();
    Files.writeString(heartbeat, "now");
    assertThat(alive(heartbeat)).isZero();
    Files.setLastModifiedTime(heartbeat, FileTime.from(Instant.now().minusSeconds(120)));
    assertThat(alive(heartbeat)).as("nothing was done for long").isNotZero();
  }

  /**
   * Its aiops fails the first time, as where ClickHouse is not up yet, and ends the loop the third.
   */
  @Test
  void housekeep_thatFailed_isTriedAgainSoon_andThenRests() throws IOException {
    Path heartbeat = folder.resolve("heartbeat");
    Path calls = folder.resolve("calls");
    program(
        "echo $([ -e %2$s ] && echo beating || echo not) >>%1$s",
        "case $(wc -l <%1$s) in 1) exit 1 ;; 3) kill -TERM $PPID ;; esac", calls, heartbeat);
    Program.Outcome outcome =
        new Program(folder)
            .run(
                List.of("bash", BIN.resolve("housekeep-every") + "", "0.2", "0.1", heartbeat + ""),
                Map.of("PATH", folder + ":" + System.getenv("PATH")));
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).containsOnlyOnce("housekeep failed; again in 0.1");
    assertThat(Files.readAllLines(calls)).containsExactly("not", "not", "beating");
  }

  private void program(String first, String second, Path calls, Path heartbeat) throws IOException {
    Path aiops = folder.resolve("aiops");
    String text = "#!/usr/bin/env bash\n" + first + "\n" + second + "\n";
    Files.writeString(aiops, text.formatted(calls, heartbeat));
    assertThat(aiops.toFile().setExecutable(true)).isTrue();
  }

  private int alive(Path heartbeat) {
    return new Program(folder)
        .run(List.of("bash", BIN.resolve("alive") + "", heartbeat + "", "60"))
        .code();
  }
}
