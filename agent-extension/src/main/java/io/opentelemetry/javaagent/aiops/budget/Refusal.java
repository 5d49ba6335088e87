/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Why a reservation was refused: the first budget, in order, that had not enough, and what this
 * process knows of it. Amounts are nano-USD.
 *
 * @param day of the newest lease; null if there is none
 * @param asked what the call can cost at most
 * @param available the most that one open lease had left
 * @param spent by calls that have ended, on the leases this process holds
 * @param reserved by calls that have not
 */
public record Refusal(
    String budget,
    Reason reason,
    @Nullable LocalDate day,
    long asked,
    long available,
    long spent,
    long reserved) {

  /** What stood in the way. */
  public enum Reason {
    /** This process has no lease of the budget. */
    NO_LEASE,
    /**
     * The leases are over: their time or their day is, by the control plane or by our own clock.
     */
    LEASE_OVER,
    /** No open lease has so much left. */
    TOO_LITTLE
  }

  /** Whether the call would fit if all calls that are under way cost nothing. */
  public boolean couldFitAfterSettlements() {
    return reason == Reason.TOO_LITTLE && asked - available <= reserved;
  }
}
