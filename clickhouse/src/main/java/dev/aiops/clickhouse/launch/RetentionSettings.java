/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.keep.Retention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many days each part of the log is kept, as the environment says: {@code
 * AIOPS_RETENTION_SPANS} and so on, by the names of {@link Retention.Table}. What is not set stays
 * as it is.
 */
record RetentionSettings(List<Retention> asked) {

  private static final String PREFIX = "AIOPS_RETENTION_";

  /** The variable of a part. */
  static String variable(Retention.Table part) {
    return PREFIX + part.name();
  }

  /** Fails with every mistake. */
  static RetentionSettings from(Map<String, String> environment) {
    List<String> mistakes = new ArrayList<>(unknown(environment));
    List<Retention> asked = new ArrayList<>();
    for (Retention.Table part : Retention.Table.values()) {
      try {
        days(environment, part).ifPresent(days -> asked.add(new Retention(part, days)));
      } catch (IllegalArgumentException e) {
        mistakes.add(variable(part) + ": " + e.getMessage());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new CommandException(String.join(System.lineSeparator(), mistakes));
    }
    return new RetentionSettings(asked);
  }

  private static List<String> unknown(Map<String, String> environment) {
    List<String> known =
        Arrays.stream(Retention.Table.values()).map(RetentionSettings::variable).toList();
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .sorted()
        .map(name -> name + " is no setting: there are " + String.join(", ", known))
        .toList();
  }

  private static Optional<Integer> days(Map<String, String> environment, Retention.Table part) {
    String value = environment.getOrDefault(variable(part), "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.matches("-?[0-9]{1,6}")) {
      throw new IllegalArgumentException(
          "must be a number of days (0: for ever), got '" + value + "'");
    }
    return Optional.of(Integer.valueOf(value));
  }

  /** Makes it so; returns what was changed. */
  List<Retention> apply(ClickHouse admin) {
    List<Retention> changed =
        asked.stream()
            .filter(wanted -> Retention.of(wanted.table(), admin).days() != wanted.days())
            .toList();
    changed.forEach(wanted -> wanted.apply(admin));
    return changed;
  }
}
