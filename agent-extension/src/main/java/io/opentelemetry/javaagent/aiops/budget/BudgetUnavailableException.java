/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * A call was refused because this process holds no money of a budget and cannot get any now.
 * Nothing was sent. The budget may have enough: trying again later can help.
 */
public final class BudgetUnavailableException extends CallRefusedException {

  private static final long serialVersionUID = 1;

  private final String why;
  private final Instant since;

  /**
   * A refusal.
   *
   * @param budget its name; empty where it is not known which covers the call
   * @param why what is the matter, for a person to read
   * @param since when it began
   * @param now when the call was refused
   */
  public BudgetUnavailableException(String budget, String why, Instant since, Instant now) {
    super(budget, "budget_unavailable", message(budget, why, since, now));
    this.why = why;
    this.since = since;
  }

  private static String message(String budget, String why, Instant since, Instant now) {
    String missing =
        budget.isEmpty()
            ? "it is not known whether a budget allows it: "
            : "this process has no money of the budget " + budget + " and cannot get any: ";
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    return "The call was not sent: "
        + missing
        + why
        + ", since "
        + since
        + " ("
        + seconds
        + " s). Try again later.";
  }

  /** What is the matter. */
  public String why() {
    return why;
  }

  /** When it began. */
  public Instant since() {
    return since;
  }
}
