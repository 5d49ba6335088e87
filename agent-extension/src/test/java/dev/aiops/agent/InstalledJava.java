/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A JDK that tests run apps on.
 *
 * @param home its folder
 * @param release of which Java it is: 17, 21, 25
 */
public record InstalledJava(Path home, int release) {

  /** Of later ones, structured concurrency may be another. */
  private static final int LATEST = 25;

  /** The one in a folder; 0 is the release of a folder without any. */
  static InstalledJava in(Path home) throws IOException {
    Path told = home.resolve("release");
    if (!Files.isReadable(told) || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
      return new InstalledJava(home, 0);
    }
    try (Stream<String> lines = Files.lines(told)) {
      return new InstalledJava(
          home,
          lines
              .filter(line -> line.startsWith("JAVA_VERSION="))
              .map(line -> line.replaceAll(".*\"(\\d+).*", "$1"))
              .mapToInt(Integer::parseInt)
              .findFirst()
              .orElse(0));
    }
  }

  /**
   * The one that {@code AIOPS_NEWER_JAVA_HOME} names; else the newest up to Java 25 that is
   * installed beside the one of the build, or that one.
   */
  public static InstalledJava newest() throws IOException {
    String named = System.getenv("AIOPS_NEWER_JAVA_HOME");
    if (named != null) {
      return in(Path.of(named));
    }
    InstalledJava newest = in(Path.of(System.getProperty("java.home")));
    try (Stream<Path> beside = Files.list(newest.home().resolveSibling("."))) {
      for (Path home : beside.sorted(Comparator.reverseOrder()).toList()) {
        InstalledJava other = in(home.normalize());
        newest = other.release > newest.release && other.release <= LATEST ? other : newest;
      }
    }
    return newest;
  }
}
