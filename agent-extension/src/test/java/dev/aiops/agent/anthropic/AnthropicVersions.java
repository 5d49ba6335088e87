/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.VersionMatrix;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Class paths of apps on anthropic-java. */
final class AnthropicVersions {

  private AnthropicVersions() {}

  /** What is seen of a version; empty for the newest. */
  static VersionMatrix matrix(String version) {
    return VersionMatrix.of(
        "anthropic-java",
        version.isEmpty() ? VersionMatrix.newest("anthropic-java-core") : version);
  }

  /**
   * The class path of these tests with {@code version} of the library; empty for the newest, which
   * traces itself with the app's own OpenTelemetry API.
   */
  static String classPath(String version) throws IOException {
    Stream<String> jars = Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1));
    if (version.isEmpty()) {
      return String.join(File.pathSeparator, Stream.concat(jars, openTelemetry()).toList());
    }
    try (Stream<Path> files = Files.list(Path.of("target", "anthropic", version))) {
      Stream<String> older = files.map(file -> file.toAbsolutePath().toString());
      Stream<String> others = jars.filter(jar -> !jar.contains("anthropic-java-"));
      return String.join(File.pathSeparator, Stream.concat(older, others).toList());
    }
  }

  private static Stream<String> openTelemetry() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> jar.matches(".*opentelemetry-(api|context|common)-\\d[^/]*\\.jar"));
  }
}
