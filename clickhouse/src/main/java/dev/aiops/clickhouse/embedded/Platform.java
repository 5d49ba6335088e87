/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine, as far as the engine's packages tell machines apart.
 *
 * @param packageName the npm package that carries the engine
 * @param libraryFile the library's file name in it
 */
record Platform(String packageName, String libraryFile) {

  private static final String ELSE =
      " Set AIOPS_CLICKHOUSE_URL to a ClickHouse server of your own (26.3 or newer) instead.";

  /** This machine. Fails, naming the remedy, where the engine does not run. */
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), onlyMusl());
  }

  static Platform of(String os, String arch, boolean musl) {
    String name = os.toLowerCase(Locale.ROOT);
    String cpu = cpu(arch);
    if (name.contains("mac") || name.contains("darwin")) {
      return new Platform("@chdb/lib-darwin-" + cpu, "libchdb.so");
    }
    if (!name.contains("linux")) {
      throw new EmbeddedException(
          "The embedded ClickHouse runs on Linux and macOS, not on " + os + ": use WSL 2." + ELSE);
    }
    if (musl) {
      throw new EmbeddedException(
          "The embedded ClickHouse needs glibc and this Linux has musl (Alpine?): use a Debian, Ubuntu or Fedora base."
              + ELSE);
    }
    return new Platform("@chdb/lib-linux-" + cpu + "-gnu", "libchdb.so");
  }

  private static String cpu(String arch) {
    return switch (arch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64", "x64" -> "x64";
      case "aarch64", "arm64" -> "arm64";
      default ->
          throw new EmbeddedException(
              "The embedded ClickHouse runs on x64 and arm64, not on " + arch + "." + ELSE);
    };
  }

  private static boolean onlyMusl() {
    return muslLoader() && !glibcLoader();
  }

  private static boolean muslLoader() {
    return Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
        || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1"));
  }

  private static boolean glibcLoader() {
    return Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
        || Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
  }
}
