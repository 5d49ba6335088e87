/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Policy;
import java.time.Instant;

/**
 * Replays recorded calls against a policy, in the order of time. Memory is bounded whatever their
 * number.
 */
final class Replay {

  private final Judge judge;
  private final Instant since;
  private final Grouping by;
  private final Findings findings;
  private Instant last = Instant.MIN;

  /**
   * A replay.
   *
   * @param since calls before it count for what they left of the budgets, and are not told of
   */
  Replay(Policy policy, Instant since, Grouping by) {
    this.judge = new Judge(policy);
    this.since = since;
    this.by = by;
    this.findings = new Findings(policy);
  }

  Findings findings() {
    return findings;
  }

  /** The next tool call that repeats one. */
  void take(ToolUse use) {
    requireOrder(use.at());
    judge.take(use);
  }

  /** The next model call. */
  void take(Call call) {
    requireOrder(call.at());
    if (call.bill().is(Bill.Status.REFUSED)) {
      refusedThen(call.at());
      return;
    }
    Decision decision = judge.judge(call);
    if (!call.at().isBefore(since)) {
      findings.note(call, decision, by.keyOf(call.caller()));
    }
  }

  private void refusedThen(Instant at) {
    if (!at.isBefore(since)) {
      findings.refusedThen();
    }
  }

  private void requireOrder(Instant at) {
    if (at.isBefore(last)) {
      throw new IllegalArgumentException(
          "calls must come in the order of time, got " + at + " after " + last);
    }
    last = at;
  }
}
