/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.migrate;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The migrations of one variant in order. */
record Migrations(List<Migration> ordered) {

  /** Fails on two files with one number. */
  Migrations {
    Map<Integer, Migration> byVersion = new HashMap<>();
    for (Migration migration : ordered) {
      Migration other = byVersion.put(migration.version(), migration);
      if (other != null) {
        throw new MigrationException(
            "migrations "
                + other.name()
                + " and "
                + migration.name()
                + " have one number: renumber the later one");
      }
    }
    ordered = List.copyOf(new TreeMap<>(byVersion).values());
  }

  /** Those this build carries for a single server. */
  static Migrations unclustered() {
    return resources("unclustered").and(resources("both"));
  }

  /** Those this build carries for a cluster. */
  static Migrations clustered() {
    return resources("clustered").and(resources("both"));
  }

  private Migrations and(Migrations others) {
    return new Migrations(Stream.concat(ordered.stream(), others.ordered.stream()).toList());
  }

  private static Migrations resources(String variant) {
    String folder = "/migrations/" + variant;
    URL url = Objects.requireNonNull(Migrations.class.getResource(folder), folder);
    try {
      return folder(url.toURI());
    } catch (IOException | URISyntaxException e) {
      throw new MigrationException(
          "cannot read the migrations at " + url + ": the jar is damaged, build it again", e);
    }
  }

  private static Migrations folder(URI uri) throws IOException {
    if (!uri.getScheme().equals("jar")) {
      return read(Path.of(uri));
    }
    String jar = uri.toString();
    int bang = jar.indexOf('!');
    try (FileSystem zip =
        FileSystems.newFileSystem(
            Path.of(URI.create(jar.substring(4, bang))), (ClassLoader) null)) {
      return read(zip.getPath(jar.substring(bang + 1)));
    }
  }

  static Migrations read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new Migrations(
          files.filter(file -> file.toString().endsWith(".sql")).map(Migrations::file).toList());
    }
  }

  private static Migration file(Path file) {
    try {
      return Migration.of(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new MigrationException("cannot read migration " + file + ": " + e, e);
    }
  }

  /** The newest version. */
  int newest() {
    return ordered.isEmpty() ? 0 : ordered.get(ordered.size() - 1).version();
  }
}
