/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A linter that is pinned in docker/lint, fetched once per folder {@code target}.
 *
 * @param command how it is called, before the files
 */
record Linter(List<String> command) {

  private static final Path PINS = ComposeFile.ROOT.resolve("docker/lint").toAbsolutePath();
  private static final Path HOME = Path.of("target", "lint").toAbsolutePath();

  /** Of compose files; holds them to the compose specification's schema, too. */
  static Linter dclint() throws IOException {
    Program.npm(PINS, HOME);
    return new Linter(
        List.of(
            "node", "node_modules/dclint/bin/dclint.cjs", "-c", PINS.resolve("dclint.json") + ""));
  }

  /** Of Dockerfiles. */
  static Linter hadolint() throws IOException {
    return new Linter(List.of(program("hadolint")));
  }

  /** Of shell scripts. Where its wheel is for other machines, it must be on the path. */
  static Linter shellcheck() throws IOException {
    boolean hasWheel =
        !System.getProperty("os.name").equals("Linux")
            || System.getProperty("os.arch").equals("amd64");
    return new Linter(List.of(hasWheel ? program("shellcheck") : "shellcheck"));
  }

  Program.Outcome check(Path... files) {
    List<String> line = new ArrayList<>(command);
    Stream.of(files).map(file -> file.toAbsolutePath().normalize().toString()).forEach(line::add);
    return new Program(HOME).run(line);
  }

  /** A program out of the Python wheel that carries it. */
  private static String program(String name) throws IOException {
    Path requirements = PINS.resolve("requirements.txt");
    Path fetched = HOME.resolve(name + ".requirements");
    Path program = HOME.resolve(name);
    if (!Files.exists(fetched) || Files.mismatch(requirements, fetched) >= 0) {
      Files.createDirectories(HOME);
      extract(name, wheel(name, requirements), program);
      Files.writeString(fetched, Files.readString(requirements));
    }
    return program.toString();
  }

  private static Path wheel(String name, Path requirements) throws IOException {
    Path wheels = HOME.resolve("wheels");
    List<String> pip =
        List.of("python3", "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:");
    List<String> line = new ArrayList<>(pip);
    line.addAll(
        List.of("--require-hashes", "-r", requirements.toString(), "-d", wheels.toString()));
    Program.Outcome outcome = new Program(HOME).run(line);
    assertThat(outcome.code()).as(outcome.out()).isZero();
    try (Stream<Path> files = Files.list(wheels)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void extract(String name, Path wheel, Path program) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(wheel, (ClassLoader) null);
        Stream<Path> entries = Files.walk(zip.getPath("/"))) {
      Path entry =
          entries
              .filter(path -> path.toString().endsWith("/scripts/" + name))
              .findFirst()
              .orElseThrow();
      Files.deleteIfExists(program);
      Files.copy(entry, program);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }
}
