/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.GovernReply.Governed;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.budget.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many calls each budget refused on the days that stand. */
record RefusalsView(List<Day> refusals) {

  /** Of one budget; the one without a name is of calls of which nobody knew what covers them. */
  record Day(String budget, String day, long refused, long wouldRefuse) {

    static Day of(
        String budget, LocalDate day, @Nullable ZoneId zone, List<RefusedQuarter> quarters) {
      List<RefusedQuarter> its =
          quarters.stream().filter(quarter -> quarter.isOf(budget, day, zone)).toList();
      return new Day(
          budget,
          day.toString(),
          its.stream().mapToLong(RefusedQuarter::refused).sum(),
          its.stream().mapToLong(RefusedQuarter::wouldRefuse).sum());
    }
  }

  static RefusalsView of(
      Governed governed, Policy policy, List<RefusedQuarter> quarters, Instant now) {
    Stream<Day> days =
        Stream.concat(governed.standings().stream(), governed.draining().stream())
            .map(at -> Day.of(at.budget(), at.day(), zone(policy, at), quarters));
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    Day unknown = Day.of("", today, ZoneOffset.UTC, quarters);
    return new RefusalsView(Stream.concat(days, Stream.of(unknown)).toList());
  }

  private static @Nullable ZoneId zone(Policy policy, Standing at) {
    return policy.budget(at.budget()).map(Budget::zone).orElse(null);
  }
}
