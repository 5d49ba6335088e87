/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher script, by the name it is called by, with a state of its own.
 *
 * @param path the script or a link to it
 * @param workingDirectory where it is called
 * @param environment variables it gets besides this process's
 */
record Script(Path path, Path workingDirectory, Map<String, String> environment) {

  private static final long LONGEST_SECONDS = 150;

  /** How a command ended and what it said. */
  record Outcome(int code, String out, String err) {}

  Outcome run(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(workingDirectory, "out", ".txt");
    Path err = Files.createTempFile(workingDirectory, "err", ".txt");
    Process process = start(out, err, List.of(path.toString()), arguments);
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError(path + " does not end; it said:\n" + read(out) + read(err));
    }
    return new Outcome(process.exitValue(), read(out), read(err));
  }

  /** Starts it as a shell with job control does, in a process group that can get a Ctrl-C. */
  Process startJob(Path err, String... arguments) throws IOException {
    List<String> shell =
        List.of("bash", "-c", "set -m; \"$@\" & echo $!; wait $!", "bash", path.toString());
    return start(err.resolveSibling("job.txt"), err, shell, arguments);
  }

  private Process start(Path out, Path err, List<String> command, String... arguments)
      throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(workingDirectory.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AIOPS_"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
