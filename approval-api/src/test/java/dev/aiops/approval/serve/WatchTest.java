/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-27T12:00:00Z"));

  @TempDir Path directory;

  private final List<String> taken = new ArrayList<>();
  private Path file;
  private Runnable meanwhile = () -> {};
  private Watch watch;

  @BeforeEach
  void watched() throws IOException {
    file = directory.resolve("tokens.jsonl");
    Files.writeString(file, "first");
    watch = new Watch(file, taken::add, CLOCK, () -> meanwhile.run());
    watch.poll();
  }

  @Test
  void same_isTakenOnce() {
    watch.poll();
    assertThat(taken).containsExactly("first");
  }

  @Test
  void emptiedWhileItIsSaved_isTakenOnceItIsWritten() throws IOException {
    Files.writeString(file, "");
    meanwhile = () -> write("second");
    watch.poll();
    assertThat(taken).containsExactly("first");
    watch.poll();
    assertThat(taken).containsExactly("first", "second");
  }

  @Test
  void empty_isTakenWhereItStaysSo() throws IOException {
    Files.writeString(file, "");
    watch.poll();
    assertThat(taken).containsExactly("first", "");
  }

  @Test
  void writtenWhileItIsTaken_isTakenAsItWasRead() throws IOException {
    Watch rewritten =
        new Watch(
            file,
            content -> {
              Files.writeString(file, "third");
              taken.add(content);
            },
            CLOCK,
            () -> {});
    rewritten.poll();
    rewritten.poll();
    assertThat(taken).containsExactly("first", "first", "third");
  }

  @Test
  void wrong_staysOutUntilItIsRight() throws IOException {
    Watch strict =
        new Watch(
            file,
            content -> {
              if (content.equals("bad")) {
                throw new IllegalArgumentException("line 1 is bad");
              }
              taken.add(content);
            },
            CLOCK,
            () -> {});
    strict.poll();
    Files.writeString(file, "bad");
    strict.poll();
    assertThat(strict.mistake()).contains("line 1 is bad");
    Files.writeString(file, "first");
    strict.poll();
    assertThat(strict.mistake()).isEmpty();
    assertThat(taken).containsExactly("first", "first", "first");
  }

  @Test
  void mendedWithoutAChange_isTaken() {
    List<String> wrong = new ArrayList<>(List.of("others may read it"));
    Watch strict =
        new Watch(
            file,
            content -> {
              if (!wrong.isEmpty()) {
                throw new IllegalArgumentException(wrong.get(0));
              }
            },
            CLOCK,
            () -> {});
    strict.poll();
    assertThat(strict.mistake()).contains("others may read it");
    wrong.clear();
    strict.poll();
    assertThat(strict.mistake()).isEmpty();
  }

  private void write(String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
