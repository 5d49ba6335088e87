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
   * @param budget its name
   * @param why what is the matter, for a person to read
   * @param since when it began
   * @param now when the call was refused
   */
  public BudgetUnavailableException(String budget, String why, Instant since, Instant now) {
    super(
        budget,
        "budget_unavailable",
        "The call was not sent: this process has no money of the budget "
            + budget
            + " and cannot get any: "
            + why
            + ", since "
            + since
            + " ("
            + Math.max(0, Duration.between(since, now).toSeconds())
            + " s). Try again later.");
    this.why = why;
    this.since = since;
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
