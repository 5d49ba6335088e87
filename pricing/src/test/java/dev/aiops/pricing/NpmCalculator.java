/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.pricing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The npm package's own calculator, run by Node. Needs node and npm; their absence fails the test.
 */
final class NpmCalculator {

  private static final Path REFRESH = Path.of("refresh");
  private static final Path HOME = Path.of("target", "genai-prices");
  private static final Path SCRIPT = Path.of("src", "test", "node", "calculate.mjs");

  private NpmCalculator() {}

  /** One answer a question, in the form that calculate.mjs describes. */
  static List<String> answer(List<String> questions) throws IOException, InterruptedException {
    install();
    Path in = Files.writeString(Files.createTempFile(HOME, "in", ""), String.join("\n", questions));
    Path out = Files.createTempFile(HOME, "out", "");
    run(List.of("node", SCRIPT.toString(), HOME.toString()), Path.of(""), in, out);
    return Files.readAllLines(out);
  }

  private static synchronized void install() throws IOException, InterruptedException {
    Path lock = REFRESH.resolve("package-lock.json");
    Path installed = HOME.resolve("package-lock.json");
    Path done = HOME.resolve("node_modules/.package-lock.json");
    if (Files.exists(done) && Files.mismatch(lock, installed) < 0) {
      return;
    }
    Files.createDirectories(HOME);
    for (Path file : List.of(lock, REFRESH.resolve("package.json"))) {
      Files.write(HOME.resolve(file.getFileName().toString()), Files.readAllBytes(file));
    }
    List<String> ci =
        List.of("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    run(ci, HOME, Path.of("/dev/null"), HOME.resolve("npm.log"));
  }

  private static void run(List<String> command, Path folder, Path in, Path out)
      throws IOException, InterruptedException {
    Path errors = Files.createTempFile(HOME, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(Map.of("npm_config_update_notifier", "false"));
    Process process = start(builder);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end in 3 minutes");
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(command + " failed: " + Files.readString(errors));
    }
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "this test needs Node 20 or newer with npm on the PATH: install them (Debian, Ubuntu: apt"
              + " install nodejs npm), then run it again",
          e);
    }
  }
}
