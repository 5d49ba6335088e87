/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The class paths of the processes, each a part of this one's. */
final class ClassPaths {
  private static final String OTEL_API = "opentelemetry-(api|common|context)-";
  private static final String NOT_OF_AN_APP =
      "aiops-(?!bench)|opentelemetry|jmh|jna|clickhouse-|client-v2|jdbc-v2";

  private ClassPaths() {}

  /**
   * Of an app: without our modules, the tools of the harness, and of OpenTelemetry all but the API,
   * which anthropic-java needs.
   */
  static String app() {
    return without("(?!" + jar(OTEL_API) + ")" + jar(NOT_OF_AN_APP));
  }

  /**
   * Of an app on that library: google-adk asks for others in versions that the rest does not run
   * with, so its app has them from {@code target/adk} and nothing else.
   *
   * @param target the build folder of this module
   */
  static String app(Model.Library library, Path target) {
    return library == Model.Library.ADK
        ? self() + File.pathSeparator + target.resolve("adk").resolve("*")
        : app();
  }

  /** Of an app that uses no library. */
  static String self() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.contains("aiops-bench") || entry.endsWith("classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jar(String nameBegins) {
    return ".*[/\\\\](" + nameBegins + ")[^/\\\\]*\\.jar";
  }

  private static String without(String pattern) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.matches(pattern))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
