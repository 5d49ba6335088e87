/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import io.opentelemetry.javaagent.aiops.budget.ToolRepeats.Repeated;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call was refused because the most that it can cost does not fit into what is left of a budget,
 * or because the budget's guard minds. Nothing was sent. Trying again at once does not help; the
 * message says what does.
 */
public final class BudgetExceededException extends CallRefusedException {

  private static final long serialVersionUID = 1;
  private static final int NANO = 9;

  /**
   * The numbers, in nano-USD.
   *
   * @param budget its name
   * @param cap of the day; of an hour where that is what refused
   * @param spent by all processes on closed books; by this one in the hour
   * @param openLeases what processes may still spend without asking; what calls under way may
   * @param asked the most that the refused call could cost
   * @param day of the budget; null where it is not known
   * @param resetsIn until its next day; until enough of the hour is over
   * @param raisedBy who can raise the cap: a role or a name
   */
  public record Details(
      String budget,
      long cap,
      long spent,
      long openLeases,
      long asked,
      @Nullable LocalDate day,
      Duration resetsIn,
      String raisedBy)
      implements java.io.Serializable {

    private static final long serialVersionUID = 1;
  }

  private final @Nullable Details details;

  /** A refusal by a day's cap. */
  public BudgetExceededException(Details details) {
    this(details.budget(), message(details), details);
  }

  private BudgetExceededException(String budget, String message, @Nullable Details details) {
    super(budget, "budget_exceeded", message);
    this.details = details;
  }

  /**
   * A refusal by what one process may spend in an hour.
   *
   * @param passes whether it helps to wait
   */
  static BudgetExceededException pastHour(Details d, boolean passes) {
    String message =
        String.format(
            Locale.ROOT,
            "The call was not sent: it can cost up to %s USD, and the budget %s lets a process spend"
                + " %s USD in an hour, of which this one has spent %s and calls under way hold %s."
                + " %s; %s can raise spend_guard.dollars_per_hour.",
            usd(d.asked()),
            d.budget(),
            usd(d.cap()),
            usd(d.spent()),
            usd(d.openLeases()),
            passes
                ? "Enough of the hour is over in " + time(d.resetsIn())
                : "It fits when calls under way have ended, or if it is made cheaper",
            d.raisedBy());
    return new BudgetExceededException(d.budget(), message, d);
  }

  /** A refusal of a call that is dearer than any call may be. */
  static BudgetExceededException aboveMaxLease(String budget, long most, long asked) {
    String message =
        String.format(
            Locale.ROOT,
            "The call was not sent: it can cost up to %s USD, and the budget %s admits no call above"
                + " %s USD. Lower the call's output limit or its input, or have max_lease raised by"
                + " whoever edits the policy file.",
            usd(asked),
            budget,
            usd(most));
    return new BudgetExceededException(budget, message, null);
  }

  /** A refusal of what a run asks after it has called a tool too often in the same way. */
  static BudgetExceededException repeats(String budget, Repeated repeated, int most) {
    String message =
        String.format(
            Locale.ROOT,
            "The call was not sent: its run has called the tool %s %d times with the same arguments,"
                + " and the budget %s allows %d. Find out why the agent repeats itself and begin a"
                + " new run, or have spend_guard.same_tool_calls raised by whoever edits the policy"
                + " file.",
            repeated.tool(),
            repeated.calls(),
            budget,
            most);
    return new BudgetExceededException(budget, message, null);
  }

  private static String message(Details d) {
    return String.format(
        Locale.ROOT,
        "The call was not sent: it can cost up to %s USD, and the budget %s has a cap of %s USD for"
            + " %s, of which %s are spent and %s are held by running processes. It resets in %s;"
            + " %s can raise the cap.",
        usd(d.asked()),
        d.budget(),
        usd(d.cap()),
        d.day(),
        usd(d.spent()),
        usd(d.openLeases()),
        time(d.resetsIn()),
        d.raisedBy());
  }

  static String usd(long nanoUsd) {
    BigDecimal usd = BigDecimal.valueOf(nanoUsd, NANO).stripTrailingZeros();
    return (usd.scale() < 2 ? usd.setScale(2) : usd).toPlainString();
  }

  private static String time(Duration left) {
    return left.toHours() > 0
        ? left.toHours() + " h " + left.toMinutesPart() + " min"
        : left.toMinutes() + " min " + left.toSecondsPart() + " s";
  }

  /**
   * The numbers of the bound that was reached; null where there is nothing left to tell beyond the
   * message: the call alone is too dear, or its run repeats itself.
   */
  public @Nullable Details details() {
    return details;
  }
}
