/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

/**
 * A call was refused because nobody can say what it costs at most, and a budget that covers it
 * allows no such call. Nothing was sent. Trying again does not help; the message says what does.
 */
public final class CostUnboundedException extends CallRefusedException {

  private static final long serialVersionUID = 1;

  private final String reason;

  /**
   * A refusal.
   *
   * @param budget its name
   * @param reason for programs: {@code unknown_price}, {@code unknown_output_limit}…
   * @param detail what is missing and what to do about it, for a person to read
   */
  public CostUnboundedException(String budget, String reason, String detail) {
    super(
        budget,
        "cost_unbounded",
        "The call was not sent: the budget " + budget + " cannot tell what it may cost. " + detail);
    this.reason = reason;
  }

  /** Why, for programs. */
  public String reason() {
    return reason;
  }
}
