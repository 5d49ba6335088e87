/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.access.Tokens;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void help_namesEveryVariableAndCommand() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out()).contains("AIOPS_CLICKHOUSE_URL", "AIOPS_POLICY_FILE", "token agent NAME");
  }

  @Test
  void help_ofACommand_isItsOwn() {
    assertThat(run(Map.of(), "verify", "--help")).isZero();
    assertThat(out()).contains("walks the control log").doesNotContain("token agent");
    assertThat(run(Map.of(), "fly", "--help")).isEqualTo(2);
    assertThat(err()).isEqualTo("fly is no command: see --help\n");
  }

  @Test
  void verify_withoutALog_saysWhatIsMissing() {
    assertThat(run(Map.of(), "verify")).isEqualTo(2);
    assertThat(err()).startsWith("AIOPS_CLICKHOUSE_URL is not set");
    assertThat(run(Map.of("AIOPS_CLICKHOUSE_URL", "http://127.0.0.1:1"), "verify")).isEqualTo(2);
    assertThat(err()).contains("No ClickHouse at http://127.0.0.1:1");
  }

  @Test
  void backtest_wronglyAsked_saysWhatIsMissing() {
    Map<String, String> log = Map.of("AIOPS_CLICKHOUSE_URL", "http://127.0.0.1:1");
    assertThat(run(log, "backtest")).isEqualTo(2);
    assertThat(run(log, "backtest", "none.yaml")).isEqualTo(2);
    assertThat(run(log, "backtest", "policy.example.yaml", "--days", "0")).isEqualTo(2);
    assertThat(run(log, "backtest", "policy.example.yaml", "--by", "mood")).isEqualTo(2);
    assertThat(run(log, "backtest", "policy.example.yaml", "--by")).isEqualTo(2);
    assertThat(run(log, "backtest", "policy.example.yaml", "more.yaml")).isEqualTo(2);
    assertThat(err().lines())
        .containsExactly(
            "backtest takes a policy file: see --help",
            "none.yaml is no file that can be read: name a policy file",
            "--days takes 1 to 366, got 0",
            "--by takes service, agent, team, environment, user, model, got mood",
            "--by has no value: see --help",
            "backtest takes one policy file, --days and --by, not more.yaml: see --help");
  }

  @Test
  void backtest_withoutALog_saysWhereItLooked() {
    Map<String, String> log = Map.of("AIOPS_CLICKHOUSE_URL", "http://127.0.0.1:1");
    assertThat(run(log, "backtest", "policy.example.yaml")).isEqualTo(2);
    assertThat(err()).contains("No ClickHouse at http://127.0.0.1:1");
  }

  @Test
  void environment_empty_listsEveryProblemAtOnce() {
    assertThat(run(Map.of("AIOPS_API_PORT", "x"))).isEqualTo(2);
    assertThat(err().lines())
        .containsExactly(
            "AIOPS_CLICKHOUSE_URL is not set: set it to where the control log is kept",
            "AIOPS_POLICY_FILE is not set: copy policy.example.yaml and name it",
            "AIOPS_TOKENS_FILE is not set: make one with the token command",
            "AIOPS_API_PORT must be 0 to 65535, got x");
  }

  @Test
  void clickHouse_unreachable_doesNotStart() throws Exception {
    Path tokens = directory.resolve("tokens");
    TokenFile.add(tokens, "ana", Set.of());
    Map<String, String> environment =
        Map.of(
            "AIOPS_CLICKHOUSE_URL",
            "http://127.0.0.1:1",
            "AIOPS_POLICY_FILE",
            "policy.example.yaml",
            "AIOPS_TOKENS_FILE",
            tokens.toString());
    assertThat(run(environment)).isEqualTo(2);
    assertThat(err()).contains("No ClickHouse at http://127.0.0.1:1");
  }

  @Test
  void token_made_isPrintedOnceAndKeptAsAHash() throws Exception {
    Path file = directory.resolve("tokens");
    assertThat(run(Map.of(), agent(file))).isZero();
    String secret = out().strip();
    assertThat(secret).startsWith("aiops_").hasSize(49);
    assertThat(Files.readString(file)).doesNotContain(secret);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Tokens tokens = TokenFile.read(file);
    assertThat(tokens.find(secret).orElseThrow().name()).isEqualTo("support");
    assertThat(tokens.find(secret + "x")).isEmpty();
  }

  @Test
  void token_ofARunner_opensNothingOfOthers() throws Exception {
    Path file = directory.resolve("tokens");
    assertThat(run(Map.of(), "token", "runner", "evals", "--file", file.toString())).isZero();
    assertThat(TokenFile.read(file).find(out().strip()).orElseThrow().ofRunner()).isTrue();
    assertThat(run(Map.of(), "token", "robot", "r", "--file", file.toString())).isEqualTo(2);
    assertThat(err()).contains("for an agent, an operator or a runner, not robot");
  }

  @Test
  void token_ofANameThatIsTaken_isRefused() {
    Path file = directory.resolve("tokens");
    run(Map.of(), agent(file));
    assertThat(run(Map.of(), agent(file))).isEqualTo(2);
    assertThat(err()).contains("two tokens are named support: rename one");
  }

  @Test
  void token_inAFileThatOthersRead_isRefused() throws Exception {
    Path file = directory.resolve("tokens");
    run(Map.of(), agent(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run(Map.of(), "token", "operator", "ana", "--file", file.toString())).isEqualTo(2);
    assertThat(err()).contains("chmod 600");
  }

  @Test
  void command_wrong_saysWhatIsMissing() {
    assertThat(run(Map.of(), "tokens")).isEqualTo(2);
    assertThat(run(Map.of(), "token", "agent")).isEqualTo(2);
    assertThat(run(Map.of(), "token", "agent", "a", "--role", "admin")).isEqualTo(2);
    assertThat(run(Map.of(), "token", "agent", "a")).isEqualTo(2);
    assertThat(err().lines())
        .containsExactly(
            "tokens is no command: see --help",
            "the token's name is missing: see --help",
            "--role is not an option here: see --help",
            "--file is missing: see --help");
  }

  private static String[] agent(Path file) {
    return new String[] {"token", "agent", "support", "--file", file.toString(), "--team", "red"};
  }

  private int run(Map<String, String> environment, String... arguments) {
    return Main.run(List.of(arguments), environment, print(out), print(err));
  }

  private static PrintStream print(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
