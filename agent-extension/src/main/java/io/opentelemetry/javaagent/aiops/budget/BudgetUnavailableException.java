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
 *
 * <p>An unchecked exception of the JDK's own types only, so that every app can receive it.
 */
public final class BudgetUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String budget;
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
        "The call was not sent: this process has no money of the budget "
            + budget
            + " and cannot get any: "
            + why
            + ", since "
            + since
            + " ("
            + Math.max(0, Duration.between(since, now).toSeconds())
            + " s). Try again later.",
        null,
        false,
        true);
    this.budget = budget;
    this.why = why;
    this.since = since;
  }

  /** The budget's name. */
  public String budget() {
    return budget;
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
