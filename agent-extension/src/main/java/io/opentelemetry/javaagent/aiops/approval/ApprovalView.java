/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval as the control plane shows it, as far as an agent needs it.
 *
 * @param version grows with every change
 * @param actionHash of the action as it was asked for
 * @param edited the arguments an approver put in place of those asked for, or null
 * @param patience how long the caller's thread waits
 * @param onDenial what the model is told when a person declines
 */
public record ApprovalView(
    String id,
    State state,
    long version,
    String rule,
    String actionHash,
    @Nullable FrozenArguments edited,
    Duration patience,
    String onDenial,
    List<Vote> decisions) {

  /** Copies the list. */
  public ApprovalView {
    decisions = List.copyOf(decisions);
  }

  /** Where an approval stands. */
  public enum State {
    /** Nobody has decided. */
    PENDING,
    /** It may be used once. */
    APPROVED,
    /** A person declined. */
    DENIED,
    /** Nobody decided, or nobody used it, in time. */
    EXPIRED,
    /** Whoever asked took it back. */
    CANCELLED,
    /** A person took it back. */
    REVOKED,
    /** It is used. */
    CONSUMED,
    /** The action ran. */
    EXECUTED,
    /** The action ran and failed. */
    FAILED,
    /** It was used and nobody knows what came of it. */
    OUTCOME_UNKNOWN;

    /** Whether it was used up, by this call or another. */
    boolean isUsed() {
      return compareTo(CONSUMED) >= 0;
    }
  }

  /**
   * What a person decided.
   *
   * @param at when, as the control plane has it
   */
  public record Vote(String by, boolean approve, String reason, String at) {}

  /** The reason of the last person who declined; empty where none was given. */
  String denialReason() {
    return decisions.stream()
        .filter(vote -> !vote.approve())
        .reduce((earlier, later) -> later)
        .map(Vote::reason)
        .orElse("");
  }
}
