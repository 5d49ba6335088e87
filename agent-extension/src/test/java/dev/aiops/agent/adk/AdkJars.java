/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.VersionMatrix;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an app on a version of google-adk has on its class path. */
public final class AdkJars {

  /** The one we are built for. */
  static final String NEWEST = VersionMatrix.newest("google-adk");

  private AdkJars() {}

  static VersionMatrix matrix(String version) {
    return VersionMatrix.of("google-adk", version);
  }

  /** The class path of an app on the newest. */
  public static String newestClassPath() throws IOException {
    return classPath(NEWEST);
  }

  /** The class path, with the google-genai, and the newest's others, that the version asks for. */
  static String classPath(String version) throws IOException {
    Stream<String> others =
        Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1))
            .filter(
                jar -> !jar.matches(".*/(google-genai|mcp-core|reactor-core|anthropic-java-).*"))
            .filter(jar -> version.equals(NEWEST) || !jar.contains("google-adk-"));
    return Stream.of(
            copied("adk", version),
            copied("adk", "all"),
            copied("genai", "all"),
            copied("mcp", "1.1.2"),
            copied("anthropic", "2.15.0"),
            others)
        .flatMap(jars -> jars)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<String> copied(String library, String version) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target", library, version))) {
      return files.map(file -> file.toAbsolutePath().toString()).toList().stream();
    }
  }
}
