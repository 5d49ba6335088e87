/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.javaagent.aiops.Vocabulary;
import io.opentelemetry.javaagent.aiops.approval.ApprovalView.Vote;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a tool call's span says of its approval. */
final class ApprovalSpans {

  private ApprovalSpans() {}

  static void put(Span span, ApprovalView view) {
    span.setAttribute(Vocabulary.APPROVAL_ID, view.id());
    span.setAttribute(Vocabulary.APPROVAL_RULE, view.rule());
    span.setAttribute(Vocabulary.APPROVAL_STATE, view.state().name());
    List<Vote> votes = view.decisions();
    if (!votes.isEmpty()) {
      span.setAttribute(
          Vocabulary.APPROVAL_DECIDED_BY,
          votes.stream().map(Vote::by).distinct().collect(Collectors.joining(",")));
      span.setAttribute(Vocabulary.APPROVAL_DECIDED_AT, votes.get(votes.size() - 1).at());
    }
  }

  static void waited(Span span, Duration time) {
    span.setAttribute(Vocabulary.APPROVAL_WAIT_SECONDS, time.toNanos() / 1e9);
  }
}
