/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the simulated provider by itself: {@code ProviderMain [port [script.json [directives]]]}.
 */
public final class ProviderMain {

  private static final int PORT = 4010;

  private ProviderMain() {}

  /**
   * Serves until the process ends or its standard input is closed.
   *
   * @param args port (default {@value #PORT}, 0 for a free one), a script file or {@code -},
   *     directives
   */
  public static void main(String[] args) throws IOException {
    ProviderSimulator.Builder builder = ProviderSimulator.builder();
    builder.port(args.length > 0 ? Integer.parseInt(args[0]) : PORT);
    if (args.length > 1 && !args[1].equals("-")) builder.script(Files.readString(Path.of(args[1])));
    if (args.length > 2) builder.directives(args[2]);
    try (ProviderSimulator simulator = builder.start()) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      out.println("provider listens on " + simulator.baseUrl());
      while (System.in.read() >= 0) {
        // lives until its standard input ends
      }
    }
  }
}
