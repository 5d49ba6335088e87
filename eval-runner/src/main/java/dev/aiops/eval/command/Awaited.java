/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.command;

import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.InvalidDefinitionsException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Definitions that may not be there yet.
 *
 * @param definitions reads them
 * @param every how often they are looked for
 * @param heartbeat what is done each time that they are not there
 * @param out where it is said, once for each reason, why they cannot be used
 */
record Awaited(
    Supplier<Definitions> definitions, Duration every, Runnable heartbeat, PrintStream out) {

  /** Those that can be used, as soon as there are any; fails where the thread is interrupted. */
  Definitions get() {
    String said = "";
    while (true) {
      try {
        return definitions.get();
      } catch (UnusableException | InvalidDefinitionsException | UncheckedIOException e) {
        said = say(String.valueOf(e.getMessage()), said);
      }
      heartbeat.run();
      pause();
    }
  }

  private String say(String reason, String said) {
    if (!reason.equals(said)) {
      out.println(reason);
      out.println(
          "Nothing is evaluated until that is mended: files are read again, and what is missing in the environment takes a new start.");
    }
    return reason;
  }

  private void pause() {
    try {
      Thread.sleep(every.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while it waited for definitions", e);
    }
  }
}
