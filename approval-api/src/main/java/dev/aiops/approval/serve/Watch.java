/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.approval.access.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that is taken again whenever its content changes. What cannot be taken is logged once and
 * changes nothing: what was taken before it stays.
 */
final class Watch {

  /** Takes a file's content. */
  interface Taker {

    /**
     * Takes it.
     *
     * @throws IllegalArgumentException saying what is wrong with it: it is not tried again as it is
     * @throws IOException where it could not be taken now: it is tried again
     */
    void take(String content) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  private final Path file;
  private final Taker taker;
  private final InstantSource clock;
  private @Nullable String seen;
  private volatile @Nullable String mistake;
  private volatile Instant good;

  Watch(Path file, Taker taker, InstantSource clock) {
    this.file = file;
    this.taker = taker;
    this.clock = clock;
    good = clock.instant();
  }

  /** Looks at the file, and takes it if it is not as it was. */
  synchronized void poll() {
    try {
      String content = Files.readString(file, StandardCharsets.UTF_8);
      String hash = Secret.sha256(content);
      if (!hash.equals(seen)) {
        take(content, hash);
      } else if (mistake == null) {
        good = clock.instant();
      }
    } catch (IOException e) {
      seen = null;
      report(file + " could not be taken, and is tried again: " + e.getMessage());
    }
  }

  private void take(String content, String hash) throws IOException {
    try {
      taker.take(content);
      mistake = null;
      good = clock.instant();
    } catch (IllegalArgumentException e) {
      report(String.valueOf(e.getMessage()));
    }
    seen = hash;
  }

  private void report(String why) {
    if (!why.equals(mistake)) {
      LOG.log(System.Logger.Level.ERROR, "What was in force stays: " + why);
    }
    mistake = why;
  }

  /** Why the file as it is now is not in force. */
  Optional<String> mistake() {
    return Optional.ofNullable(mistake);
  }

  /** How long ago the file was last found good and in force. */
  Duration age() {
    return Duration.between(good, clock.instant());
  }
}
