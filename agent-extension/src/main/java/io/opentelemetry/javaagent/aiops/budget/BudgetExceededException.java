/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A call was refused because the most that it can cost does not fit into what is left of a budget.
 * Nothing was sent. Trying again does not help today unless somebody raises the cap.
 */
public final class BudgetExceededException extends CallRefusedException {

  private static final long serialVersionUID = 1;
  private static final int NANO = 9;

  /**
   * The numbers, in nano-USD.
   *
   * @param budget its name
   * @param cap of the day
   * @param spent by all processes on closed books
   * @param openLeases what processes may still spend without asking
   * @param asked the most that the refused call could cost
   * @param day of the budget
   * @param resetsIn until its next day
   * @param raisedBy who can raise the cap: a role or a name
   */
  public record Details(
      String budget,
      long cap,
      long spent,
      long openLeases,
      long asked,
      LocalDate day,
      Duration resetsIn,
      String raisedBy)
      implements java.io.Serializable {

    private static final long serialVersionUID = 1;
  }

  private final Details details;

  /** A refusal. */
  public BudgetExceededException(Details details) {
    super(details.budget(), "budget_exceeded", message(details));
    this.details = details;
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

  /** The numbers. */
  public Details details() {
    return details;
  }
}
