/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import java.util.Locale;
import java.util.Set;

/** Failures of calls, in words for people. */
final class Faults {

  private static final int MOST_CHARACTERS = 300;

  /** The agent's refusals, which are of its own class loader: nothing was sent. */
  private static final Set<String> REFUSALS =
      Set.of("BudgetExceededException", "BudgetUnavailableException", "CostUnboundedException");

  private Faults() {}

  /** Whether a call that failed so can have been billed. */
  static boolean isBillable(RuntimeException fault) {
    boolean rejected =
        fault instanceof AuthenticationException
            || fault instanceof ModelNotFoundException
            || fault instanceof InvalidRequestException;
    return !rejected && !REFUSALS.contains(fault.getClass().getSimpleName());
  }

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
