/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.backtest;

import dev.aiops.approval.budget.Budget;
import dev.aiops.approval.budget.Caller;
import dev.aiops.approval.budget.Mode;
import dev.aiops.approval.budget.Policy;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays recorded calls against a policy. Tool calls come first, then model calls; each in the
 * order of time. Memory is bounded whatever their number.
 */
final class Replay {

  private static final int MOST_STOPPED = 100_000;

  private final Judge judge;
  private final Instant since;
  private final Grouping by;
  private final Findings findings;
  private final Map<String, Instant> stopped = new HashMap<>();
  private Instant last = Instant.MIN;

  /**
   * A replay.
   *
   * @param since what calls before it leave of budgets is known; they are not in the findings
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

  /** The next tool call. */
  void take(ToolUse use) {
    for (Refusal refusal : judge.judge(use)) {
      if (refusal.budget().mode() == Mode.ENFORCE && stopped.size() < MOST_STOPPED) {
        stopped.putIfAbsent(use.run(), use.at());
      }
      if (!use.at().isBefore(since)) {
        note(refusal, use.run(), use.at(), use.caller(), part -> part.refusesTool(use.at()));
      }
    }
  }

  /** The next model call. */
  void take(Call call) {
    if (call.at().isBefore(last)) {
      throw new IllegalArgumentException("calls must come in the order of time, got " + call);
    }
    last = call.at();
    if (call.bill().is(Bill.Status.REFUSED)) {
      refusedThen(call);
      return;
    }
    Decision decision = judge.judge(call);
    if (!call.at().isBefore(since)) {
      note(call, decision);
    }
  }

  private void refusedThen(Call call) {
    if (!call.at().isBefore(since)) {
      findings.refusedThen();
    }
  }

  private void note(Call call, Decision decision) {
    Long cost = call.bill().cost();
    findings.recorded(call.bill());
    if (decision.covering().isEmpty()) {
      findings.uncovered().add(cost);
    }
    if (decision.refusal().isPresent()) {
      findings.refused().add(cost);
    } else if (isAfterRepeats(call)) {
      findings.afterRepeats().add(cost);
    }
    decision.covering().forEach(budget -> covers(budget, call, decision));
    decision.objections().forEach(refusal -> refuses(refusal, call, cost));
  }

  private boolean isAfterRepeats(Call call) {
    Instant stop = stopped.get(call.run());
    return stop != null && call.at().isAfter(stop);
  }

  private void covers(Budget budget, Call call, Decision decision) {
    BudgetFindings found = findings.of(budget);
    String group = by.keyOf(call.caller());
    found.note(call.at(), group, part -> part.covers(call.bill().cost()));
    if (decision.refusal().isEmpty()) {
      found.note(call.at(), group, part -> part.sends(decision.charged()));
    }
  }

  private void refuses(Refusal refusal, Call call, @Nullable Long cost) {
    note(refusal, call.run(), call.at(), call.caller(), part -> part.refuses(call.at(), cost));
  }

  private void note(
      Refusal refusal,
      String run,
      Instant at,
      Caller caller,
      Consumer<Part> what) {
    findings.of(refusal.budget()).note(refusal.rule(), at, by.keyOf(caller), what);
    findings.runs().add(run, refusal.budget());
  }
}
