/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The engine as a shared library, installed once per user from npm packages pinned by a lock file.
 * Several processes may ask at once: one installs, the others wait.
 */
final class ChdbLibrary {

  /** Of the npm packages; keep in step with {@code npm/package.json}. */
  static final String VERSION = "26.7.3-stable.1";

  private static final String NPM_REMEDY =
      "Install Node.js 18 or newer with npm, or set AIOPS_CHDB_LIB to a libchdb library you have,"
          + " or set AIOPS_CLICKHOUSE_URL to a ClickHouse server of your own.";
  private static final int INSTALL_MINUTES = 20;
  private static final String STAGING = "installing-";

  private final Map<String, String> environment;
  private final Progress progress;

  ChdbLibrary(Map<String, String> environment, Progress progress) {
    this.environment = environment;
    this.progress = progress;
  }

  /** The library's path; installs it where it is missing. */
  Path path() {
    String given = environment.getOrDefault("AIOPS_CHDB_LIB", "");
    if (!given.isEmpty()) {
      return requireFile(Path.of(given));
    }
    Platform platform = Platform.current();
    Path home = home();
    Path library = library(home, platform);
    if (!Files.isRegularFile(library)) {
      install(home, platform);
    }
    return library;
  }

  /** Where this version lives: {@code ${XDG_CACHE_HOME:-~/.cache}/aiops/chdb/<version>}. */
  Path home() {
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return cache.resolve("aiops").resolve("chdb").resolve(VERSION);
  }

  private static Path library(Path home, Platform platform) {
    return home.resolve("node_modules")
        .resolve(platform.packageName())
        .resolve(platform.libraryFile());
  }

  private static Path requireFile(Path given) {
    if (!Files.isRegularFile(given)) {
      throw new EmbeddedException(
          "AIOPS_CHDB_LIB names no file: " + given + ". Correct it or unset it.");
    }
    return given;
  }

  private void install(Path home, Platform platform) {
    try {
      Files.createDirectories(home.getParent());
      try (FileChannel channel =
              FileChannel.open(
                  lockFile(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock(channel)) {
        installLocked(home, platform, held);
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          "Cannot install the embedded ClickHouse into "
              + home
              + ": "
              + e
              + ". Free some disk"
              + " (700 MB) or make the folder writable, or set XDG_CACHE_HOME to another one.",
          e);
    }
  }

  private static Path lockFile(Path home) {
    return home.resolveSibling(VERSION + ".lock");
  }

  private static synchronized FileLock lock(FileChannel channel) throws IOException {
    return channel.lock();
  }

  private void installLocked(Path home, Platform platform, FileLock held) throws IOException {
    if (!held.isValid() || Files.isRegularFile(library(home, platform))) {
      return;
    }
    progress.say(
        "Installing the embedded ClickHouse "
            + VERSION
            + " once into "
            + home
            + " (570 MB, by npm) ...");
    deleteInterrupted(Objects.requireNonNull(home.getParent()));
    Path staging = Files.createTempDirectory(home.getParent(), STAGING);
    try {
      copy("package.json", staging);
      copy("package-lock.json", staging);
      npm(staging, platform);
      delete(home);
      Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      delete(staging);
    }
    progress.say("Installed.");
  }

  /** With the lock held, what is being installed there is left of an install that was killed. */
  private static void deleteInterrupted(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, STAGING + "*")) {
      for (Path staging : left) {
        delete(staging);
      }
    }
  }

  private static void copy(String name, Path staging) throws IOException {
    try (InputStream in = ChdbLibrary.class.getResourceAsStream("npm/" + name)) {
      Files.copy(Objects.requireNonNull(in, name), staging.resolve(name));
    }
  }

  private void npm(Path staging, Platform platform) throws IOException {
    Path log = staging.resolve("npm.log");
    Process npm = startNpm(staging, log);
    boolean ended = await(npm);
    if (!ended || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new EmbeddedException(
          "npm could not install "
              + platform.packageName()
              + " "
              + VERSION
              + ": "
              + tail(log)
              + System.lineSeparator()
              + "Check npm's registry and proxy settings (npm config list). "
              + NPM_REMEDY);
    }
    if (!Files.isRegularFile(library(staging, platform))) {
      throw new EmbeddedException(
          "npm installed no "
              + platform.packageName()
              + ": it may hold this platform for another one. "
              + NPM_REMEDY);
    }
  }

  private static Process startNpm(Path staging, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"));
    builder.directory(staging.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EmbeddedException(
          "npm is missing, and the embedded ClickHouse comes from npm. " + NPM_REMEDY, e);
    }
  }

  private boolean await(Process npm) {
    try {
      for (int seconds = 10; seconds <= INSTALL_MINUTES * 60; seconds += 10) {
        if (npm.waitFor(10, TimeUnit.SECONDS)) {
          return true;
        }
        progress.say("  still downloading, " + seconds + " s");
      }
      return false;
    } catch (InterruptedException e) {
      npm.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedException(
          "interrupted while npm installed the embedded ClickHouse: start again", e);
    }
  }

  static String tail(Path log) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> lines =
        new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .toList();
    return String.join(
        System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Told what takes long. */
  interface Progress {
    void say(String line);
  }
}
