/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

/**
 * A label to be kept.
 *
 * @param request drawn by who asks: the same request counts once, however often it is sent
 * @param reason why; may be empty
 */
public record LabelAsk(
    String run, String request, Criterion about, Verdict verdict, String reason) {

  /** Most characters of a reason. */
  public static final int LONGEST_REASON = 1_000;

  private static final int LONGEST_REQUEST = 200;

  /** Fails on a reason or request that is too long, and without a request. */
  public LabelAsk {
    require(
        reason.length() <= LONGEST_REASON,
        "reason has more than " + LONGEST_REASON + " characters: write less");
    require(
        !request.isBlank() && request.length() <= LONGEST_REQUEST,
        "request_id must have 1 to " + LONGEST_REQUEST + " characters");
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
