/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The budgets that govern this process, and the money it holds of them. Reading is for the app's
 * threads; getting money is done elsewhere, and awaited only where a call cannot go without.
 * Thread-safe.
 */
public interface Budgets {

  /** What governs calls now. Never blocks. */
  Governance governance();

  /**
   * Waits until it is known what governs this process, at most {@code most}: for the first calls of
   * a process.
   */
  Governance awaitGovernance(Duration most) throws InterruptedException;

  /**
   * Asks for money because a call did not fit, and waits for the answer, at most {@code most}.
   * Returns at once where it is known that there is none to be had.
   *
   * @param nanoUsd the most that the call can cost
   */
  Answer more(Budget budget, long nanoUsd, Duration most) throws InterruptedException;

  /** What governs calls. */
  sealed interface Governance {

    /** The budgets in the order in which calls ask them; none: nothing is capped. */
    record Known(List<Budget> budgets) implements Governance {

      /** Copies the list. */
      public Known {
        budgets = List.copyOf(budgets);
      }
    }

    /**
     * The control plane has not been heard of since this process began.
     *
     * @param why what is the matter, for a person to read
     */
    record Unknown(String why, Instant since) implements Governance {}
  }

  /** What came of asking for more. */
  sealed interface Answer {

    /** Money came, or may have come: reserve again. */
    record TryAgain() implements Answer {}

    /**
     * The control plane has none for this call.
     *
     * @param rule the contract's word for why: {@code cap_reached}, {@code held_in_leases}, {@code
     *     above_max_lease}, {@code halted}…
     * @param message for a person, with all figures
     */
    record Refused(String rule, String message, Standing standing) implements Answer {}

    /**
     * Nobody answers, or not in time.
     *
     * @param why what is the matter, for a person to read
     */
    record Unavailable(String why, Instant since) implements Answer {}
  }
}
