/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a budget's values must be. Each method returns the broken rule with its remedy, to be read
 * after the name of the value, or null: the policy file reports all of them, a constructor throws
 * the first.
 */
public final class BudgetRules {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final long PER_TOKEN = 1_000_000L;
  private static final long PER_THOUSAND = 100_000L * 1_000_000_000L;

  private BudgetRules() {}

  static void require(@Nullable String problem) {
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  public static @Nullable String name(String name) {
    return unless(
        NAME.matcher(name).matches(),
        "is not a name: write 1 to 63 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit");
  }

  public static @Nullable String cap(long nanos) {
    return unless(
        nanos > 0 && nanos <= Money.MAX,
        "must be above 0 and at most 1000000000 dollars: to stop all calls, halt the budget instead");
  }

  public static @Nullable String maxLease(long nanos, long cap) {
    if (nanos <= 0) {
      return "must be above 0: leave it out for a twentieth of the cap";
    }
    return unless(
        nanos <= cap,
        "is above the daily cap: one process could take the whole day; write at most the cap");
  }

  public static @Nullable String leaseSeconds(long seconds) {
    return unless(
        seconds >= 10 && seconds <= 3600,
        "must be 10 to 3600 seconds: it is how long a stopped budget may go on in a process");
  }

  public static @Nullable String maxTokens(long tokens) {
    return unless(
        tokens > 0 && tokens <= 10_000_000,
        "must be 1 to 10000000 tokens: leave it out to refuse calls without a known output limit");
  }

  public static @Nullable String perHour(long nanos, long cap) {
    if (nanos <= 0) {
      return "must be above 0: leave it out for no bound";
    }
    return unless(
        nanos <= cap, "is above the daily cap, so it would never bind: write less or leave it out");
  }

  public static @Nullable String repeats(long calls) {
    return unless(
        calls >= 2 && calls <= 1_000_000, "must be 2 to 1000000 calls: leave it out for no bound");
  }

  public static @Nullable String ceiling(long nanosPerMillion) {
    if (nanosPerMillion < PER_TOKEN) {
      return "is below 0.001 dollars per million tokens: write the price of a million tokens, not of one";
    }
    return unless(
        nanosPerMillion <= PER_THOUSAND,
        "is above 100000 dollars per million tokens: write dollars per million tokens");
  }

  static @Nullable String unless(boolean holds, String problem) {
    return holds ? null : problem;
  }
}
