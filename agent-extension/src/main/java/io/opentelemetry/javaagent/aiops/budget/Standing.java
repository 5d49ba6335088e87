/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * How a budget's day stood at the control plane's last word. Amounts are nano-USD.
 *
 * @param cap in force
 * @param spent by all processes, on closed and reported books
 * @param leased what open leases may come to beyond that
 * @param reserved of {@code leased}, under way at the last reports
 * @param resetsIn until its next day
 * @param raisedBy roles that may raise today's cap
 */
public record Standing(
    String budget,
    LocalDate day,
    long cap,
    long spent,
    long leased,
    long reserved,
    Duration resetsIn,
    List<String> raisedBy) {

  /** Copies the list. */
  public Standing {
    raisedBy = List.copyOf(raisedBy);
  }
}
