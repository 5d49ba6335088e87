/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import java.util.Locale;

/** Failures of calls, in words for people. */
final class Faults {

  private static final int MOST_CHARACTERS = 300;

  private Faults() {}

  /** Its class and what it says, without line ends. */
  static String words(RuntimeException fault) {
    String said =
        fault.getMessage() == null ? "" : ": " + fault.getMessage().replaceAll("\\s+", " ");
    String words = fault.getClass().getSimpleName() + said;
    return words.length() <= MOST_CHARACTERS
        ? words
        : String.format(Locale.ROOT, "%s…", words.substring(0, MOST_CHARACTERS));
  }
}
