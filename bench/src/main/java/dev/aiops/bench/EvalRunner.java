/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * eval-runner as {@code ./aiops eval} starts it, but with half of the heap: what it holds must not
 * grow with the runs.
 *
 * @param built the module's folder of built things
 * @param logs where what it says is kept
 * @param log the log, as its own user
 */
record EvalRunner(Path built, Path logs, ClickHouse log) {
  /** Its heap, in megabytes. */
  static final int HEAP_MEGABYTES = 256;

  private static final String MAIN = "dev.aiops.eval.command.Main";

  /**
   * Runs one command to its end, the start of its JVM included.
   *
   * @throws IOException with what it said, where it failed
   */
  Ran run(String... arguments) throws IOException, InterruptedException {
    Path out = logs.resolve("eval-" + arguments[0] + ".out");
    Path err = logs.resolve("eval-" + arguments[0] + ".log");
    ProcessBuilder builder = new ProcessBuilder(command(arguments));
    builder.environment().putAll(environment());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    long began = System.nanoTime();
    int exit = builder.start().waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (exit != 0) {
      throw new IOException("eval " + arguments[0] + " failed; it said:\n" + Files.readString(err));
    }
    return new Ran(seconds, Files.readString(out));
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of(
            "-cp", built.resolve("classes") + File.pathSeparator + built.resolve("lib") + "/*"));
    command.add(MAIN);
    command.addAll(List.of(arguments));
    return command;
  }

  private Map<String, String> environment() {
    return Map.of(
        "AIOPS_CLICKHOUSE_URL", log.url().toString(),
        "AIOPS_CLICKHOUSE_DATABASE", log.database(),
        "AIOPS_CLICKHOUSE_USER", log.user(),
        "AIOPS_CLICKHOUSE_PASSWORD", log.password());
  }

  /** How long a command took, and what it printed. */
  record Ran(double seconds, String said) {}
}
