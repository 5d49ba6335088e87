/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Caller;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What findings are broken down by, besides the day. */
public enum Grouping {
  SERVICE(Caller::service),
  AGENT(Caller::agent),
  TEAM(Caller::team),
  ENVIRONMENT(Caller::environment),
  USER(Caller::user),
  MODEL(Caller::model);

  private final Function<Caller, String> key;

  Grouping(Function<Caller, String> key) {
    this.key = key;
  }

  /**
   * Reads a lower-case name.
   *
   * @throws IllegalArgumentException that lists the names
   */
  public static Grouping of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.text().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--by takes " + names() + ", got " + name));
  }

  /** Every name. */
  public static String names() {
    return Arrays.stream(values()).map(Grouping::text).collect(Collectors.joining(", "));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String keyOf(Caller caller) {
    return key.apply(caller);
  }
}
