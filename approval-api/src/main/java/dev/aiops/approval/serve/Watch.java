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
 * changes nothing: what was taken before it stays. A change counts once a second reading finds the
 * same: who saves a file in place empties it first, and an empty file would turn everyone away.
 */
final class Watch {

  /** Takes a file's content. */
  interface Taker {

    /**
     * Takes it.
     *
     * @throws IllegalArgumentException saying what is wrong with it, or with who may read it
     * @throws IOException where it could not be taken now
     */
    void take(String content) throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(Watch.class.getName());

  /** Longer than an editor or a shell takes from emptying a file to having written it. */
  private static final long SETTLE_MILLIS = 100;

  private final Path file;
  private final Taker taker;
  private final InstantSource clock;
  private final Runnable settle;
  private @Nullable String seen;
  private volatile @Nullable String mistake;
  private volatile Instant good;

  Watch(Path file, Taker taker, InstantSource clock) {
    this(file, taker, clock, Watch::pause);
  }

  /** With what is waited for between the two readings of a change. */
  Watch(Path file, Taker taker, InstantSource clock, Runnable settle) {
    this.file = file;
    this.taker = taker;
    this.clock = clock;
    this.settle = settle;
    good = clock.instant();
  }

  /** Looks at the file, and takes it if it is not as it was. */
  synchronized void poll() {
    try {
      String content = content();
      String hash = Secret.sha256(content);
      boolean same = hash.equals(seen);
      if (same && mistake == null) {
        good = clock.instant();
      } else if (same || isSettled(content)) {
        take(content, hash);
      }
    } catch (IOException e) {
      seen = null;
      report(file + " could not be taken, and is tried again: " + e.getMessage());
    }
  }

  private String content() throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  private boolean isSettled(String content) throws IOException {
    if (seen == null) {
      return true;
    }
    settle.run();
    return content.equals(content());
  }

  private static void pause() {
    try {
      Thread.sleep(SETTLE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
