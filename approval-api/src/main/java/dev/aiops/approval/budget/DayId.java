/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The n-th lease, or the n-th request for more, of a budget's day, written {@code
 * team-red:2026-11-26:17}. It is counted and not drawn, so that two writers who race give the same
 * id, and only one of them wins the row.
 */
public record DayId(String budget, LocalDate day, int number) {

  private static final Pattern TEXT =
      Pattern.compile("([a-z0-9._-]{1,63}):([0-9]{4}-[0-9]{2}-[0-9]{2}):([1-9][0-9]{0,8})");

  /** Reads what {@link #toString} wrote. */
  public static Optional<DayId> read(String text) {
    Matcher matcher = TEXT.matcher(text);
    try {
      return matcher.matches() ? Optional.of(of(matcher)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @JsonCreator
  static DayId of(String text) {
    return read(text)
        .orElseThrow(() -> new IllegalArgumentException("is not an id of a budget's day: " + text));
  }

  private static DayId of(Matcher matcher) {
    return new DayId(
        matcher.group(1), LocalDate.parse(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  @Override
  @JsonValue
  public String toString() {
    return budget + ":" + day + ":" + number;
  }
}
