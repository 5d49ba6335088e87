/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwaitedTest {

  private static final String GOOD = "evals: [{name: answers, check: {type: errors}}]";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void definitions_thatAreThere_areTakenAtOnce() {
    write(GOOD);
    assertThat(names(new ArrayDeque<>())).containsExactly("answers");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  /** Nothing, twice; then a mistake, twice; then what can be used. */
  @Test
  void definitions_thatCannotBeUsed_areSaidOnce_andWaitedFor() {
    Queue<String> texts = new ArrayDeque<>(List.of("", "", "evals: [{name: a}]", "", GOOD));
    assertThat(names(texts)).containsExactly("answers");
    assertThat(texts).as("looked at after each").isEmpty();
    assertThat(out.toString(UTF_8))
        .containsOnlyOnce("no definition is in " + folder)
        .containsOnlyOnce("check is missing: add it");
  }

  /** The names, where each time that none can be used the next text is written; empty is none. */
  private List<String> names(Queue<String> texts) {
    Options options =
        Options.of(List.of("--definitions", folder.toString()), Set.of("--definitions"), Set.of());
    return new Awaited(
            () -> options.definitions(CustomChecks.onClassPath()),
            Duration.ofMillis(1),
            () -> write(texts.remove()),
            new PrintStream(out, true, UTF_8))
        .get().all().stream().map(Definition::name).toList();
  }

  private void write(String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      Files.writeString(folder.resolve("a.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
