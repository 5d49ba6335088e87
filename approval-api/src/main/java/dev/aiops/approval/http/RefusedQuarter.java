/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a quarter of an hour that a budget refused or would have. Days of all zones begin
 * with a quarter.
 *
 * @param budget its name; empty where nobody could say which covers the call
 * @param day as the process knew it; null where it did not
 * @param began the quarter
 * @param refused calls that were not sent
 * @param wouldRefuse calls that were, and that the budget would have refused if it did not observe
 */
public record RefusedQuarter(
    String budget, @Nullable LocalDate day, Instant began, long refused, long wouldRefuse) {

  /** Whether it counts on that day of a budget; {@code zone} says so where the process did not. */
  boolean isOf(String name, LocalDate date, @Nullable ZoneId zone) {
    if (!budget.equals(name)) {
      return false;
    }
    LocalDate by = day == null && zone != null ? began.atZone(zone).toLocalDate() : day;
    return date.equals(by);
  }
}
