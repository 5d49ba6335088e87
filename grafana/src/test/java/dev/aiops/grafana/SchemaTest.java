/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.query.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Dashboards are what Grafana's own types say. Needs node and npm; their absence fails the test.
 */
class SchemaTest {

  /**
   * JSON has the words of an enumeration, which TypeScript takes for another type; what a query
   * says besides is its plugin's.
   */
  private static final String PLAIN =
      """
      import type { Dashboard } from '@grafana/schema';
      type Plain<T> = 0 extends 1 & T ? any
        : T extends string ? (string extends T ? string : `${T}`)
        : T extends (infer U)[] ? Plain<U>[]
        : T extends { refId: string } ? T & Record<string, unknown>
        : T extends object ? { [K in keyof T]: Plain<T[K]> }
        : T;
      export const board: Plain<Dashboard> =\s""";

  private static final Path PINS = Path.of("schema");
  private static final Path HOME = Path.of("target", "schema");

  @Test
  void dashboards_haveTheTypesOfGrafana() throws IOException, InterruptedException {
    install();
    List<String> check =
        new ArrayList<>(
            List.of(
                "node",
                "node_modules/typescript/bin/tsc",
                "--noEmit",
                "--strict",
                "--skipLibCheck",
                "--target",
                "es2022"));
    check.addAll(List.of("--module", "esnext", "--moduleResolution", "bundler"));
    for (Dashboard board : Dashboard.all()) {
      check.add(typed(board));
    }
    check.add(typed("wrong.ts", "{ \"schemaVersion\": \"39\" }"));
    assertThat(run(check)).containsOnlyOnce("error").contains("wrong.ts");
  }

  private static String typed(Dashboard board) throws IOException {
    return typed(board.uid() + ".ts", board.json().toPrettyString());
  }

  private static String typed(String name, String json) throws IOException {
    Files.writeString(HOME.resolve(name), PLAIN + json + ";\n");
    return name;
  }

  private static void install() throws IOException, InterruptedException {
    Path lock = PINS.resolve("package-lock.json");
    Path done = HOME.resolve("node_modules/.package-lock.json");
    if (Files.exists(done) && Files.mismatch(lock, HOME.resolve("package-lock.json")) < 0) {
      return;
    }
    Files.createDirectories(HOME);
    for (Path file : List.of(lock, PINS.resolve("package.json"))) {
      Files.write(HOME.resolve(file.getFileName().toString()), Files.readAllBytes(file));
    }
    run(List.of("npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"));
    assertThat(done).as("npm ci, whose words are in target/schema/out").exists();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path out = HOME.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("npm_config_update_notifier", "false");
    Process process = start(builder);
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end in 3 minutes");
    }
    return Files.readString(out);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new AssertionError(
          "this test needs Node 20 or newer with npm on the PATH: install them (Debian, Ubuntu: apt install nodejs npm), then run it again",
          e);
    }
  }
}
