/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was recorded of runs. */
@FunctionalInterface
public interface Runs {

  /**
   * A run so far.
   *
   * @param modelCalls its calls of models
   * @param costUsd of those whose cost is known; null where none is
   * @param unpricedCalls calls whose cost is not known
   * @param inputTokens null where no call says, as the next one
   * @param steps what it did, oldest first
   * @param more steps that are not among them
   */
  record Run(
      long modelCalls,
      @Nullable BigDecimal costUsd,
      long unpricedCalls,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      List<Step> steps,
      long more) {

    /** Copies the steps. */
    public Run {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One thing that it did.
   *
   * @param what as {@code chat gpt-5-mini}
   * @param outcome ok, error and the like, with the error's type
   * @param costUsd null where it has none, or none is known
   */
  record Step(
      Instant at, String what, String outcome, Duration took, @Nullable BigDecimal costUsd) {}

  /**
   * What is known of a run.
   *
   * @param answered whether the records could be read
   * @param run null where nothing is recorded, or nothing could be read
   */
  record Reading(boolean answered, @Nullable Run run) {

    /** The records cannot be read now. */
    public static final Reading NOT_ANSWERED = new Reading(false, null);
  }

  /** Takes a few seconds at most, and fails never. */
  Reading find(String run);
}
