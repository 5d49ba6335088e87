/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.evals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param definitions names of what evaluates, as eval-runner's files have them
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param budgetNanos what its judges may cost together, in nano-USD; null without a limit but those
 *     of the definitions
 * @param perMinute most runs a minute; null is as fast as it can
 */
public record BatchOrder(
    List<String> definitions,
    Instant from,
    Instant until,
    @Nullable Long budgetNanos,
    @Nullable Long perMinute) {

  private static final int MOST_DEFINITIONS = 50;
  private static final int LONGEST = 200;
  private static final Duration WIDEST = Duration.ofDays(400);
  private static final long MOST_A_MINUTE = 100_000_000;
  private static final long MOST_NANOS = 1_000_000_000_000_000_000L;

  /** Fails, with the remedy, on what no eval-runner could do. */
  public BatchOrder {
    definitions = List.copyOf(definitions);
    require(
        !definitions.isEmpty() && definitions.size() <= MOST_DEFINITIONS,
        "name 1 to 50 definitions");
    require(
        new HashSet<>(definitions).size() == definitions.size(),
        "a definition is named twice: name each once");
    require(
        definitions.stream().allMatch(name -> !name.isBlank() && name.length() <= LONGEST),
        "the name of a definition has 1 to 200 characters");
    require(from.isBefore(until), "the first moment, from, must be before the last, until");
    require(
        Duration.between(from, until).compareTo(WIDEST) <= 0,
        "the time between from and until is longer than 400 days: ask for less at a time");
    require(
        budgetNanos == null || (budgetNanos > 0 && budgetNanos <= MOST_NANOS),
        "a budget must be above 0 and at most 1000000000 dollars: leave it out for none");
    require(
        perMinute == null || (perMinute > 0 && perMinute <= MOST_A_MINUTE),
        "runs a minute must be 1 to 100000000: leave it out to go as fast as it can");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
