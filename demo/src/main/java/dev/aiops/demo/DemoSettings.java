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
 * @param environment environment of this process; the app gets what of it concerns ClickHouse and
 *     the spool, and nothing else of ours or of OpenTelemetry's, so that the demo is the same for
 *     everybody
 */
record DemoSettings(Path agentJar, Path supportDesk, Map<String, String> environment) {

  /** Reads the environment; fails with every problem at once. */
  static DemoSettings of(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Optional<Path> agent = path(environment, "AIOPS_AGENT_JAR", problems);
    Optional<Path> app = path(environment, "AIOPS_DEMO_APP", problems);
    if (environment.getOrDefault("AIOPS_CLICKHOUSE_URL", "").isBlank()) {
      problems.add("AIOPS_CLICKHOUSE_URL is not set");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", problems) + ": ./aiops demo sets all this, start the demo by it");
    }
    return new DemoSettings(agent.orElseThrow(), app.orElseThrow(), environment);
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
    boolean kept =
        variable.startsWith("AIOPS_CLICKHOUSE_") || variable.startsWith("AIOPS_SPOOL_DIR");
    return (ours && !kept) || variable.equals("JAVA_TOOL_OPTIONS");
  }
}
