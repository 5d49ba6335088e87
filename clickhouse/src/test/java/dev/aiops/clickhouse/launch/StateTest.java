/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.Passwords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

  @TempDir Path folder;

  @Test
  void passwords_ofABuildThatKnewFewerUsers_areKeptAndCompleted() throws IOException {
    Files.writeString(folder.resolve("passwords"), "aiops_admin=a\naiops_ingest=i\naiops_read=r\n");

    Passwords passwords = new State(folder, Map.of()).passwords();

    assertThat(passwords.admin() + passwords.ingest() + passwords.read()).isEqualTo("air");
    assertThat(passwords.control()).matches("[0-9a-f]{48}");
    assertThat(new State(folder, Map.of()).passwords()).isEqualTo(passwords);
  }

  @Test
  void passwords_none_areMadeAndKept() throws IOException {
    Passwords made = new State(folder, Map.of()).passwords();
    assertThat(new State(folder, Map.of()).passwords()).isEqualTo(made);
  }
}
