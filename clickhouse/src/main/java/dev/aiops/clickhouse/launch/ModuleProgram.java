/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.embedded.Detached;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another module of this checkout as a program. It is not on our class path: who reads the log
 * needs no control plane.
 *
 * @param home folder of the checkout
 * @param module the module's name, which is that of its folder
 * @param main its class with commands
 * @param heap the most memory that its objects may take, as the JVM writes it
 * @param options further options of its JVM
 */
record ModuleProgram(Path home, String module, String main, String heap, List<String> options) {

  private static final long SECONDS = 60;

  static ModuleProgram approvalApi(Path home) {
    return new ModuleProgram(
        home, "approval-api", "dev.aiops.approval.serve.Main", "192m", List.of());
  }

  static ModuleProgram evalRunner(Path home) {
    return new ModuleProgram(home, "eval-runner", "dev.aiops.eval.command.Main", "512m", List.of());
  }

  /** The same with options of its JVM. */
  ModuleProgram with(List<String> more) {
    return new ModuleProgram(home, module, main, heap, more);
  }

  /** How a command ended and what it said, on both streams. */
  record Outcome(int code, String text) {}

  boolean isBuilt() {
    return Files.exists(jar());
  }

  /** Runs one of its commands. */
  Outcome run(Map<String, String> environment, List<String> arguments) throws IOException {
    requireBuilt();
    List<String> line = line(List.of(main));
    line.addAll(arguments);
    Process process = builder(line, environment).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(exit(process), text);
  }

  /** Runs one of its commands, however long it takes; it reads and says what it does itself. */
  int pass(Map<String, String> environment, List<String> arguments) throws IOException {
    requireBuilt();
    List<String> line = line(List.of(main));
    line.addAll(arguments);
    Process process = builder(line, environment).inheritIO().start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Starts the service, in a session of its own; what it says goes to the log. */
  Process serve(Map<String, String> environment, Path log) throws IOException {
    requireBuilt();
    return builder(line(List.of(Detached.class.getName(), main)), environment)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private int exit(Process process) throws IOException {
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException(module + " did not end within " + SECONDS + " s");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static ProcessBuilder builder(List<String> line, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(line);
    // what configures this JVM (agents above all) is not meant for that one
    builder
        .environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    return builder;
  }

  private List<String> line(List<String> classes) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line =
        new ArrayList<>(
            List.of(java, "-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    if (Runtime.version().feature() >= 22) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    line.addAll(options);
    Path libraries = home.resolve(module).resolve("target").resolve("lib");
    line.addAll(List.of("-cp", libraries + "/*" + File.pathSeparator + jar()));
    line.addAll(classes);
    return line;
  }

  private void requireBuilt() {
    if (!isBuilt()) {
      throw new CommandException(
          module + " is not built: mvn -pl " + module + " -am package -DskipTests");
    }
  }

  private Path jar() {
    return home.resolve(module)
        .resolve("target")
        .resolve("aiops-" + module + "-0.1.0-SNAPSHOT.jar");
  }
}
