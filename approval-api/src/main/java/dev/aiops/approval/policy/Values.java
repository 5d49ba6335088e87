/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.policy;

import dev.aiops.approval.budget.BudgetRules;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Mode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads single values; what cannot be read is an {@link IllegalArgumentException} with the remedy.
 */
final class Values {

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

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
