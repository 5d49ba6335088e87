/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The pricing of this checkout as a program. It is not on our class path: who keeps the log need
 * not know what calls cost.
 *
 * @param home folder of the checkout
 */
record PricingProgram(Path home) {

  private static final String MAIN = "dev.aiops.pricing.Restatement";

  /** What it is given to read. */
  interface Input {
    void write(Writer to) throws IOException;
  }

  /** Prices calls again; returns the lines that it printed. */
  List<String> restate(List<String> arguments, Input calls) throws IOException {
    Path errors = Files.createTempFile("aiops-restate-", ".txt");
    try {
      Process process = new ProcessBuilder(line(arguments)).redirectError(errors.toFile()).start();
      give(process, calls);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (exit(process) != 0) {
        throw new CommandException(Files.readString(errors).strip());
      }
      return said.lines().toList();
    } finally {
      Files.delete(errors);
    }
  }

  /** A program that refused its arguments no longer reads; it has said why. */
  private static void give(Process process, Input calls) throws IOException {
    try (Writer to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
      calls.write(to);
    } catch (IOException e) {
      if (exit(process) == 0) {
        throw e;
      }
    }
  }

  private static int exit(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private List<String> line(List<String> arguments) {
    Path classes = home.resolve("pricing").resolve("target").resolve("classes");
    if (!Files.isDirectory(classes)) {
      throw new CommandException("pricing is not built: mvn -pl pricing compile");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> line =
        new ArrayList<>(
            List.of(java, "-Xmx128m", "-XX:+UseSerialGC", "-cp", classes.toString(), MAIN));
    line.addAll(arguments);
    return line;
  }
}
