/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana.seed;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Actions that waited for a person, each with another end. */
final class Queue {

  private static final String SETTLED = "approval_settled";
  private static final String CONSUMED = "approval_consumed";
  private static final Span.Who DESK = Day.WHO.get(0);
  private static final Span.Who CLERK = Day.WHO.get(2);

  private Queue() {}

  static List<Asked> of(Instant now) {
    return List.of(
        Asked.of(
            "apr_waits",
            Day.HOSTILE,
            runOf(now.minusSeconds(3_700)),
            "refund",
            "",
            now.minusSeconds(3_600)),
        asked("apr_old", DESK, "refund", "ada", now, 110_000).answered(40, "anna", true),
        taken(asked("apr_ran", DESK, "refund", "ada", now, 50_000), 30)
            .then(41, "approval_reported", "EXECUTED", "agents"),
        taken(asked("apr_fell", Day.HOSTILE, "refund", "", now, 43_000), 300)
            .then(302, "approval_reported", "FAILED", "agents"),
        taken(asked("apr_unknown", CLERK, "delete", "ida", now, 40_000), 65)
            .then(900, "approval_unknown", "OUTCOME_UNKNOWN", "system"),
        asked("apr_denied", Day.HOSTILE, "delete", "o'b", now, 38_000)
            .answered(120, "bob", false)
            .then(120, SETTLED, "DENIED", "bob"),
        asked("apr_two", DESK, "delete", "", now, 30_000)
            .answered(10, "anna", true)
            .answered(700, "bob", true)
            .then(700, SETTLED, "APPROVED", "bob"),
        asked("apr_expired", DESK, "refund", "", now, 25_000)
            .then(3_000, "approval_expired", "EXPIRED", "system"),
        asked("apr_back", CLERK, "refund", "", now, 20_000)
            .then(5, "approval_cancelled", "CANCELLED", "agents"),
        asked("apr_revoked", Day.HOSTILE, "refund", "", now, 10_000)
            .answered(50, "anna", true)
            .then(50, SETTLED, "APPROVED", "anna")
            .then(80, "approval_revoked", "REVOKED", "anna"));
  }

  /** A run as our agent names it, by when it began. */
  private static String runOf(Instant began) {
    return new UUID((began.toEpochMilli() << 16) | 0x7000L, 0x8000_0000_0000_0001L).toString();
  }

  private static Asked asked(
      String id, Span.Who who, String tool, String requester, Instant now, long ago) {
    return Asked.of(id, who, "run-of-" + id, tool, requester, now.minusSeconds(ago));
  }

  /** Approved by one person, and taken to run. */
  private static Asked taken(Asked asked, long seconds) {
    return asked
        .answered(seconds, "anna", true)
        .then(seconds, SETTLED, "APPROVED", "anna")
        .then(seconds + 1, CONSUMED, "CONSUMED", "agents");
  }
}
