/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.launch.ModuleProgram.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What approval-api is started with: the policy, which is the user's to edit, the hashes of the
 * tokens, the people, and the tokens of an agent and of an operator, each in a file of its own.
 */
record ApiFiles(State state, ModuleProgram program) {

  Path folder() {
    return state.folder().resolve("approval-api");
  }

  Path policy() {
    return folder().resolve("policy.yaml");
  }

  Path tokens() {
    return folder().resolve("tokens.jsonl");
  }

  /** Who signs in at the pages: nobody, until {@code ./aiops user add}. */
  Path users() {
    return folder().resolve("users.jsonl");
  }

  /** Whether anybody can sign in there with a password. */
  boolean hasPeople() throws IOException {
    return Files.exists(users()) && !Files.readString(users()).isBlank();
  }

  Path agentToken() {
    return folder().resolve("agent.token");
  }

  Path operatorToken() {
    return folder().resolve("operator.token");
  }

  Path log() {
    return folder().resolve("approval-api.log");
  }

  /** Settings of an app under the agent whose calls ask the budgets. */
  Path env() {
    return folder().resolve("env");
  }

  void writeEnv(String url) throws IOException {
    state.writePrivate(
        env(),
        "# settings of an app whose calls ask the budgets: source this file\nexport AIOPS_CONTROL_URL='"
            + url
            + "'\nexport AIOPS_CONTROL_TOKEN_FILE="
            + Text.shell(agentToken())
            + "\n");
  }

  /** Makes what is missing; what is there stays as it is. */
  void prepare() throws IOException {
    if (!Files.exists(policy())) {
      Path shipped = program.home().resolve("approval-api").resolve("policy.start.yaml");
      state.writePrivate(policy(), Files.readString(shipped));
    }
    if (!Files.exists(users())) {
      state.writePrivate(users(), "");
    }
    token(agentToken(), List.of("token", "agent", "agents"));
    token(operatorToken(), List.of("token", "operator", "operator", "--role", "admin"));
  }

  /**
   * Of eval-runner, which does the batches that people ask for; made when it is first asked for.
   */
  Path runnerToken() throws IOException {
    Path file = folder().resolve("runner.token");
    token(file, List.of("token", "runner", "eval-runner"));
    return file;
  }

  private void token(Path file, List<String> command) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("--file", tokens().toString()));
    Outcome made = program.run(Map.of(), line);
    if (made.code() != 0) {
      throw new CommandException(made.text().strip());
    }
    state.writePrivate(file, made.text().strip() + "\n");
  }
}
