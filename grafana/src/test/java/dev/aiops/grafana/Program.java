/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that a test needs, run to its end in a folder. One that is missing fails the test, with
 * the remedy.
 *
 * @param folder where it runs
 */
public record Program(Path folder) {

  private static final long MINUTES = 3;

  /** How a program ended. */
  public record Outcome(int code, String out) {}

  /** Runs it; standard output and error come as one. */
  public Outcome run(List<String> command) {
    return run(command, Map.of());
  }

  /** Runs it with more environment variables. */
  public Outcome run(List<String> command, Map<String, String> environment) {
    try {
      return ended(command, environment);
    } catch (IOException e) {
      throw new AssertionError(
          "this test needs "
              + command.get(0)
              + ": ./verify says what to install. Then run it again",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Outcome ended(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("program", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("npm_config_update_notifier", "false");
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end in " + MINUTES + " minutes");
      }
      return new Outcome(process.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  /**
   * A folder with the npm packages that another folder pins; installed where they are not there
   * yet.
   */
  public static Program npm(Path pins, Path home) throws IOException {
    Program program = new Program(Files.createDirectories(home));
    Path lock = pins.resolve("package-lock.json");
    Path installed = home.resolve("package-lock.json");
    Path done = home.resolve("node_modules/.package-lock.json");
    if (Files.exists(done) && Files.mismatch(lock, installed) < 0) {
      return program;
    }
    Files.deleteIfExists(done);
    for (String name : List.of("package.json", "package-lock.json")) {
      Files.write(home.resolve(name), Files.readAllBytes(pins.resolve(name)));
    }
    Outcome outcome =
        program.run(
            List.of(
                "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"));
    assertThat(done).as(outcome.out()).exists();
    return program;
  }
}
