/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request to raise a day's cap by an amount until its midnight.
 *
 * @param reason as its requester gave it: it is to be shown, and believed by nobody
 * @param at when its row was written; null until that is in the log
 * @param decision null while it waits
 */
record Raise(
    String request,
    long amount,
    String by,
    String reason,
    State state,
    @Nullable Instant at,
    @Nullable Decision decision) {

  /** Where a raise stands. */
  enum State {
    PENDING,
    APPROVED,
    DENIED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Who decided, as the row says; its time as {@link Raise#at()}. */
  record Decision(String by, String reason, @Nullable DecidedAs as, @Nullable Instant at) {}

  static Raise asked(String request, long amount, String by, String reason) {
    return new Raise(request, amount, by, reason, State.PENDING, null, null);
  }

  Raise decided(State next, Decision how) {
    return new Raise(request, amount, by, reason, next, at, how);
  }

  /** With the time of its newest row. */
  Raise written(Instant time) {
    return decision == null
        ? new Raise(request, amount, by, reason, state, time, null)
        : decided(state, new Decision(decision.by(), decision.reason(), decision.as(), time));
  }
}
