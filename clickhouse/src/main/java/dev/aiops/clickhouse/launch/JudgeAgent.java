/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The agent that eval-runner runs under where it may ask judges: each judgement is a run of agent
 * {@code aiops-judge}, service {@code aiops-eval}, and budgets that match it cap it.
 *
 * @param state where the log and the control plane are
 */
record JudgeAgent(State state) {

  private Path jar() {
    return state.home().resolve("agent-extension").resolve("target").resolve("aiops-javaagent.jar");
  }

  boolean isBuilt() {
    return Files.exists(jar());
  }

  /** Of the JVM; what these say holds whatever the environment says of agents. */
  List<String> options() {
    return List.of(
        "-javaagent:" + jar(),
        "-Dotel.service.name=aiops-eval",
        "-Daiops.agent.name=aiops-judge",
        "-Daiops.runs.methods=dev.aiops.eval.judge.Panel[judge]");
  }

  /** The log is the agent's to add to by one user, and eval-runner's to read by another. */
  Map<String, String> variables() throws IOException {
    Map<String, String> variables = new HashMap<>(state.variables(Users.INGEST));
    Map<String, String> eval = state.variables(Users.EVAL);
    for (String part : List.of("USER", "PASSWORD")) {
      variables.put(
          "AIOPS_EVAL_CLICKHOUSE_" + part, eval.getOrDefault("AIOPS_CLICKHOUSE_" + part, ""));
    }
    variables.put("AIOPS_SPOOL_DIR", state.folder().resolve("spool").toString());
    variables.putAll(control());
    return variables;
  }

  /** Of the control plane that runs here; one that the environment names stays as it is. */
  private Map<String, String> control() {
    ControlPlane plane = ControlPlane.of(state);
    if (plane.setting("AIOPS_CONTROL_URL").isPresent()) {
      return Map.of();
    }
    return plane
        .running()
        .map(
            process ->
                Map.of(
                    "AIOPS_CONTROL_URL", ControlPlane.url(process),
                    "AIOPS_CONTROL_TOKEN_FILE", plane.files().agentToken().toString()))
        .orElse(Map.of());
  }
}
