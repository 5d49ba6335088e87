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
  void dashboards_haveTheTypesOfGrafana() throws IOException {
    Program node = Program.npm(PINS, HOME);
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
    assertThat(node.run(check).out()).containsOnlyOnce("error").contains("wrong.ts");
  }

  private static String typed(Dashboard board) throws IOException {
    return typed(board.uid() + ".ts", board.json().toPrettyString());
  }

  private static String typed(String name, String json) throws IOException {
    Files.writeString(HOME.resolve(name), PLAIN + json + ";\n");
    return name;
  }
}
