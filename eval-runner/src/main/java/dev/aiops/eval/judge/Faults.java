/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures of calls, in words for people. */
final class Faults {

  private static final int MOST_CHARACTERS = 300;

  /** The agent's refusals, which are of its own class loader: nothing was sent. */
  private static final Set<String> REFUSALS =
      Set.of("BudgetExceededException", "BudgetUnavailableException", "CostUnboundedException");

  private Faults() {}

  /** What a call that failed so cost: nothing where nobody can have billed it, else unknown. */
  static @Nullable BigDecimal costUsd(RuntimeException fault) {
    boolean rejected =
        fault instanceof AuthenticationException
            || fault instanceof ModelNotFoundException
            || fault instanceof InvalidRequestException;
    return rejected || REFUSALS.contains(fault.getClass().getSimpleName()) ? BigDecimal.ZERO : null;
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
