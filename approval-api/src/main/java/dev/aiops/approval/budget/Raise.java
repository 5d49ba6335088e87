/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import java.util.Locale;

/**
 * A request to raise a day's cap by an amount until its midnight.
 *
 * @param reason as its requester gave it: it is to be shown, and believed by nobody
 */
record Raise(String request, long amount, String by, String reason, State state) {

  /** Where a raise stands. */
  enum State {
    PENDING,
    APPROVED,
    DENIED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Raise decided(State next) {
    return new Raise(request, amount, by, reason, next);
  }
}
