/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.VersionMatrix;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** What an app on a version of google-genai has on its class path. */
final class GenAiJars {

  /** The library reads the names of parameters, which these tests are not compiled to have. */
  private static final String REFUNDS =
      """
      package org.example.genai;

      import java.io.IOException;
      import java.nio.file.Files;
      import java.nio.file.Path;
      import java.nio.file.StandardOpenOption;

      /** Pays money back: a line in a file for each time. */
      public final class Refunds {
        private Refunds() {}

        public static String refund(String city) throws IOException {
          Path ledger = Path.of(System.getProperty("ledger"));
          Files.writeString(
              ledger, city + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          return "refunded " + city;
        }
      }
      """;

  /** With less, asynchronous steps run on threads of their own, which may be held up. */
  static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private GenAiJars() {}

  /** What is seen of a version; empty for the one we are built for. */
  static VersionMatrix matrix(String version) {
    return VersionMatrix.of(
        "google-genai", version.isEmpty() ? VersionMatrix.newest("google-genai") : version);
  }

  /**
   * The class path.
   *
   * @param version empty for the one we are built for
   * @param folder where a function of the app is compiled to
   */
  static String classPath(String version, Path folder) throws IOException {
    Stream<String> jars = Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1));
    Stream<String> others = jars.filter(jar -> version.isEmpty() || !jar.contains("google-genai-"));
    Stream<String> older = version.isEmpty() ? Stream.of() : copied(version);
    return String.join(
        File.pathSeparator,
        Stream.of(Stream.of(functions(folder)), older, copied("all"), others)
            .flatMap(part -> part)
            .toList());
  }

  private static Stream<String> copied(String version) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target", "genai", version))) {
      return files.map(file -> file.toAbsolutePath().toString()).toList().stream();
    }
  }

  private static String functions(Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("Refunds.java"), REFUNDS);
    Path classes = Files.createDirectories(folder.resolve("functions"));
    List<String> arguments = List.of("-parameters", "-d", classes.toString(), source.toString());
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (failed != 0) {
      throw new IllegalStateException("the app's function was not compiled");
    }
    return classes.toString();
  }
}
