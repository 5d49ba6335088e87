/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.RecordedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Passes {@code eval} on to eval-runner. */
record EvalCommand(State state) {

  private static final String URL = "AIOPS_EVAL_API_URL";

  /** These need no server. */
  private static final Set<String> ALONE = Set.of("check", "schema", "--help", "-h", "help");

  /** These may ask judges, which is capped and recorded as any app's calls are. */
  private static final Set<String> JUDGING =
      Set.of("run", "resume", "nightly", "follow", "experiment");

  /** Returns the exit status; what was wrong has been said. */
  int run(List<String> args) throws IOException {
    ModuleProgram program = ModuleProgram.evalRunner(state.home());
    JudgeAgent agent = new JudgeAgent(state);
    String command = args.isEmpty() ? "--help" : args.get(0);
    if (ALONE.contains(command)) {
      return program.pass(Map.of(), args);
    }
    boolean judging = JUDGING.contains(command) && agent.isBuilt();
    Map<String, String> variables =
        new HashMap<>(judging ? agent.variables() : state.variables(Users.EVAL));
    if (command.equals("follow")) {
      variables.putAll(asked());
    }
    return (judging ? program.with(agent.options()) : program).pass(variables, args);
  }

  /** Where people ask for batches: what the environment names, else what runs here. */
  private Map<String, String> asked() throws IOException {
    ControlPlane plane = ControlPlane.of(state);
    Optional<RecordedProcess> running = plane.running();
    if (running.isEmpty() || plane.setting(URL).isPresent()) {
      return Map.of();
    }
    String token = Files.readString(plane.files().runnerToken()).strip();
    return Map.of(URL, ControlPlane.url(running.get()), "AIOPS_EVAL_TOKEN", token);
  }
}
