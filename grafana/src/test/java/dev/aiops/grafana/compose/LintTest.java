/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.grafana.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintained linters find nothing in our files, and something in wrong ones. */
class LintTest {

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".aiops");

  /** As docker/bin/answers. */
  private static final int DEEPEST = 3;

  @TempDir Path folder;

  @Test
  void compose_isAsTheSpecificationSays() throws IOException {
    Linter linter = Linter.dclint();
    assertClean(
        linter.check(
            ComposeFile.ROOT.resolve("docker-compose.yml"),
            ComposeFile.ROOT.resolve("docker/judges.yml"),
            ComposeFile.ROOT.resolve("docker/loopback.yml"),
            ComposeFile.ROOT.resolve("docker/notify.yml")));
    assertFinds(
        linter.check(
            wrong("docker-compose.yml", "services:\n  a:\n    image: a:1\n    ports_: []\n")),
        "invalid-schema");
  }

  @Test
  void dockerfiles_areClean() throws IOException {
    Linter linter = Linter.hadolint();
    assertClean(linter.check(ComposeFile.ROOT.resolve("docker/Dockerfile")));
    assertFinds(linter.check(wrong("Dockerfile", "FROM debian\nRUN cd /\n")), "DL3006", "DL3003");
  }

  @Test
  void scripts_areClean() throws IOException {
    Linter linter = Linter.shellcheck();
    List<Path> scripts = scripts();
    assertThat(scripts)
        .extracting(Path::getFileName)
        .map(Path::toString)
        .contains("aiops", "verify", "run");
    assertClean(linter.check(scripts.toArray(Path[]::new)));
    assertFinds(linter.check(wrong("script", "#!/bin/bash\nrm -rf $1/x\n")), "SC2086");
  }

  private Path wrong(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static void assertClean(Program.Outcome outcome) {
    assertThat(outcome.code()).as(outcome.out()).isZero();
  }

  private static void assertFinds(Program.Outcome outcome, String... mistakes) {
    assertThat(outcome.code()).as(outcome.out()).isNotZero();
    assertThat(outcome.out()).contains(mistakes);
  }

  /** Files whose first line says that a shell runs them. */
  private static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(ComposeFile.ROOT, DEEPEST)) {
      return files.filter(LintTest::isOurs).filter(LintTest::isScript).toList();
    }
  }

  private static boolean isOurs(Path file) {
    for (Path part : file) {
      if (NOT_OURS.contains(part.toString())) {
        return false;
      }
    }
    return Files.isRegularFile(file) && !file.getFileName().toString().contains(".");
  }

  private static boolean isScript(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().filter(line -> line.matches("#!.*\\b(ba)?sh$")).isPresent();
    } catch (IOException | UncheckedIOException e) {
      // not text
      return false;
    }
  }
}
