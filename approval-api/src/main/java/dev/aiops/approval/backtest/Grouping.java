/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Caller;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What findings are broken down by, besides the day. */
public enum Grouping {
  SERVICE,
  AGENT,
  TEAM,
  ENVIRONMENT,
  USER,
  MODEL;

  /**
   * Reads a lower-case name.
   *
   * @throws IllegalArgumentException that lists the names
   */
  public static Grouping of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.text().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--by takes " + names() + ", got " + name));
  }

  /** Every name. */
  public static String names() {
    return Arrays.stream(values()).map(Grouping::text).collect(Collectors.joining(", "));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String keyOf(Caller caller) {
    return switch (this) {
      case SERVICE -> caller.service();
      case AGENT -> caller.agent();
      case TEAM -> caller.team();
      case ENVIRONMENT -> caller.environment();
      case USER -> caller.user();
      case MODEL -> caller.model();
    };
  }
}
