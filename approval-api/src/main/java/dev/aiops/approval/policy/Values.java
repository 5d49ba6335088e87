/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.budget.ApprovalRule;
import dev.aiops.approval.budget.BudgetRules;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Mode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values; what cannot be read is an {@link IllegalArgumentException} with the remedy.
 */
final class Values {

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhd])");

  private Values() {}

  static long whole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("is not a whole number: write digits only");
    }
    return Long.parseLong(text);
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "is not a time zone: write an IANA name, as Europe/Berlin", e);
    }
  }

  static Mode mode(String text) {
    return switch (text) {
      case "enforce" -> Mode.ENFORCE;
      case "observe" -> Mode.OBSERVE;
      default -> throw new IllegalArgumentException("must be enforce or observe");
    };
  }

  static boolean yesOrNo(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }

  static ApprovalRule.Reuse reuse(String text) {
    return switch (text) {
      case "run" -> ApprovalRule.Reuse.RUN;
      case "service" -> ApprovalRule.Reuse.SERVICE;
      default -> throw new IllegalArgumentException("must be run or service");
    };
  }

  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is not a duration: write a whole number and its unit, as 30s, 5m, 8h or 7d");
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  static Glob glob(String text) {
    return new Glob(text);
  }

  static String role(String text) {
    return checked(text, BudgetRules.name(text));
  }

  private static String checked(String text, @Nullable String broken) {
    if (broken != null) {
      throw new IllegalArgumentException(broken);
    }
    return text;
  }
}
