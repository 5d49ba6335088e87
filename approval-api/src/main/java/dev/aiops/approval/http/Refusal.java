/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.GrantReply.NotGranted;
import dev.aiops.approval.budget.LeaseReply.LeaseRejected;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done.
 *
 * @param rule which rule was broken
 * @param remedy what to do
 * @param retryAfterSeconds when sending it again can help; null if not of itself
 * @param askedNanos what was asked for, where it was money
 * @param standing the budget's figures, where one is concerned and known
 */
record Refusal(
    String rule,
    String message,
    String remedy,
    @Nullable Integer retryAfterSeconds,
    @Nullable Nanos askedNanos,
    @Nullable StandingView standing) {

  /** The body of an answer that is a refusal. */
  record Body(Refusal error) {}

  static Refusal of(Rule rule, String message) {
    Integer retry = rule.status() == 503 && rule != Rule.LOG_HALTED ? Integer.valueOf(1) : null;
    return new Refusal(rule.text(), message, rule.remedy(), retry, null, null);
  }

  static Refusal of(NotGranted refused) {
    Rule rule = Rule.of(refused.reason());
    return new Refusal(
        rule.text(),
        refused.text(),
        rule.remedy(),
        refused.retryAfterSeconds(),
        new Nanos(refused.asked()),
        refused.standing() == null ? null : StandingView.of(refused.standing()));
  }

  static Refusal of(LeaseRejected rejected) {
    return of(Rule.of(rejected.problem()), rejected.text());
  }
}
