/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * A file that is written anew whenever work was done, so that who looks after the process sees by
 * its age that nothing was done for long.
 *
 * @param file the file; its folder must be there
 * @param clock the time that is written into it
 */
public record Heartbeat(Path file, InstantSource clock) {

  /**
   * Work was done.
   *
   * @throws UncheckedIOException where the file cannot be written
   */
  public void beat() {
    try {
      Files.writeString(file, clock.instant() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the heartbeat " + file + ": is its folder there, and may it be written?",
          e);
    }
  }
}
