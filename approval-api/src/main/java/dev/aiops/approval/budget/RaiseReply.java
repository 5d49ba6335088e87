/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

/** The answer to a request for more, and to a decision about it. */
public sealed interface RaiseReply {

  /** A request as it stands: {@code pending}, {@code approved} or {@code denied}. */
  record RaiseView(DayId raise, long amount, String requester, String state, Standing standing)
      implements RaiseReply {}

  /** Nothing was done. */
  record RaiseRejected(String text) implements RaiseReply {}
}
