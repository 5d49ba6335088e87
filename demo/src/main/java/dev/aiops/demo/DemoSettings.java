/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the demo finds what it runs.
 *
 * @param agentJar the agent, {@code AIOPS_AGENT_JAR}
 * @param supportDesk folder of the packaged sample app, {@code AIOPS_DEMO_APP}
 * @param control approval-api, where one is used
 * @param environment environment of this process; the app gets what of it concerns ClickHouse, the
 *     spool and approval-api, and nothing else of ours or of OpenTelemetry's, so that the demo is
 *     the same for everybody
 */
record DemoSettings(
    Path agentJar, Path supportDesk, Optional<Control> control, Map<String, String> environment) {

  private static final List<String> KEPT =
      List.of("AIOPS_CLICKHOUSE_", "AIOPS_SPOOL_DIR", "AIOPS_CONTROL_");

  /**
   * Where budgets are kept.
   *
   * @param url of approval-api, {@code AIOPS_CONTROL_URL}
   * @param tokenFile with an agent's token, {@code AIOPS_CONTROL_TOKEN_FILE}
   * @param operatorTokenFile with the token of who may raise a cap, {@code
   *     AIOPS_OPERATOR_TOKEN_FILE}; empty: nothing is raised
   */
  record Control(String url, Path tokenFile, Optional<Path> operatorTokenFile) {}

  /** Reads the environment; fails with every problem at once. */
  static DemoSettings of(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Optional<Path> agent = path(environment, "AIOPS_AGENT_JAR", problems);
    Optional<Path> app = path(environment, "AIOPS_DEMO_APP", problems);
    if (environment.getOrDefault("AIOPS_CLICKHOUSE_URL", "").isBlank()) {
      problems.add("AIOPS_CLICKHOUSE_URL is not set");
    }
    Optional<Control> control = control(environment, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", problems) + ": ./aiops demo sets all this, start the demo by it");
    }
    return new DemoSettings(agent.orElseThrow(), app.orElseThrow(), control, environment);
  }

  private static Optional<Control> control(Map<String, String> environment, List<String> problems) {
    String url = environment.getOrDefault("AIOPS_CONTROL_URL", "");
    if (url.isBlank()) return Optional.empty();
    Optional<Path> operator =
        environment.getOrDefault("AIOPS_OPERATOR_TOKEN_FILE", "").isBlank()
            ? Optional.empty()
            : path(environment, "AIOPS_OPERATOR_TOKEN_FILE", problems);
    return path(environment, "AIOPS_CONTROL_TOKEN_FILE", problems)
        .map(token -> new Control(url, token, operator));
  }

  private static Optional<Path> path(
      Map<String, String> environment, String name, List<String> problems) {
    Path path = Path.of(environment.getOrDefault(name, ""));
    if (!path.toString().isEmpty() && Files.exists(path)) return Optional.of(path);
    problems.add(name + " names nothing that is there: '" + path + "'");
    return Optional.empty();
  }

  /** Whether a variable of this process is kept from the app. */
  static boolean withheld(String variable) {
    boolean ours = variable.startsWith("AIOPS_") || variable.startsWith("OTEL_");
    boolean kept = KEPT.stream().anyMatch(variable::startsWith);
    return (ours && !kept) || variable.equals("JAVA_TOOL_OPTIONS");
  }
}
