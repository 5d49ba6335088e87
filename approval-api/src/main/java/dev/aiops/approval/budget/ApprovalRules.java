/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.BudgetRules.unless;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an approval rule's values must be; as {@link BudgetRules}. */
public final class ApprovalRules {

  private static final int MOST_PEOPLE = 20;
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_CONDITION = 2_000;
  private static final Duration MOST_WAIT = Duration.ofMinutes(10);
  private static final Duration MOST_SPAN = Duration.ofDays(366);

  private ApprovalRules() {}

  static @Nullable String some(int count) {
    return unless(count > 0, "is an empty list: name one at least");
  }

  public static @Nullable String people(long people) {
    return unless(people >= 1 && people <= MOST_PEOPLE, "must be 1 to 20 people");
  }

  public static @Nullable String waiting(Duration wait) {
    return unless(
        wait.compareTo(MOST_WAIT) <= 0,
        "must be at most 10m: it holds the caller's thread; a longer wait ends as pending");
  }

  public static @Nullable String span(Duration span) {
    return unless(
        span.compareTo(Duration.ofSeconds(1)) >= 0 && span.compareTo(MOST_SPAN) <= 0,
        "must be 1s to 366d: leave it out for the default");
  }

  public static @Nullable String told(String text) {
    return unless(
        !text.isBlank() && text.length() <= LONGEST_TEXT,
        "must have 1 to 500 characters: it is told to the model");
  }

  public static @Nullable String condition(String text) {
    return unless(
        !text.isBlank() && text.length() <= LONGEST_CONDITION,
        "must have 1 to 2000 characters: leave it out to hold every call");
  }
}
