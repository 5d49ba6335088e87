/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import io.opentelemetry.javaagent.aiops.budget.BudgetExceededException.Details;
import io.opentelemetry.javaagent.aiops.budget.ToolRepeats.Repeated;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a budget bounds besides its day, and the refusals by it. */
final class SpendGuard {

  private static final String RAISED_BY = "whoever edits the policy file";

  private SpendGuard() {}

  /** Whether one of the budgets bounds anything but its day. Allocates nothing. */
  static boolean isSet(List<Budget> budgets) {
    for (int i = 0; i < budgets.size(); i++) {
      if (isSet(budgets.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSet(Budget budget) {
    return budget.maxLeaseNanoUsd() != null
        || budget.hourlyNanoUsd() != null
        || budget.sameToolCalls() != null;
  }

  /** The refusal of a call that is dearer than any call may be; null if it is not. */
  static Verdict.@Nullable Refused tooDear(Budget budget, long bound) {
    Long most = budget.maxLeaseNanoUsd();
    if (most == null || bound <= most) {
      return null;
    }
    return new Verdict.Refused(
        BudgetExceededException.aboveMaxLease(budget.name(), most, bound),
        "above_max_lease",
        bound,
        budget.account().day(),
        null);
  }

  /**
   * The refusal of a call that costs something in a run that repeats itself; null if it does not.
   */
  static Verdict.@Nullable Refused repeats(Budget budget, long bound, @Nullable Repeated repeated) {
    Integer most = budget.sameToolCalls();
    if (most == null || repeated == null || repeated.calls() <= most || bound == 0) {
      return null;
    }
    return new Verdict.Refused(
        BudgetExceededException.repeats(budget.name(), repeated, most),
        "same_tool_calls",
        bound,
        budget.account().day(),
        null);
  }

  /** The refusal of a call that does not fit into what is left of the hour. */
  static Verdict.Refused pastHour(Budget budget, long cap, long asked, Hour.Full full) {
    LocalDate day = budget.account().day();
    Duration roomIn = full.roomIn();
    Details details =
        new Details(
            budget.name(),
            cap,
            full.spent(),
            full.open(),
            asked,
            day,
            roomIn == null ? Duration.ofHours(1) : roomIn,
            RAISED_BY);
    return new Verdict.Refused(
        BudgetExceededException.pastHour(details, roomIn != null),
        "dollars_per_hour",
        asked,
        day,
        new Verdict.Figures(cap, full.spent(), full.open()));
  }
}
