/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.read.RunSpan;
import dev.aiops.clickhouse.read.RunSpan.Attempt;
import java.util.ArrayList;
import java.util.List;

/**
 * What a timeline says of a span beside its name and times.
 *
 * @param failingSpanId the span the run failed in; empty without one
 * @param ink colours
 * @param room characters at most
 */
record SpanDetails(String failingSpanId, Ink ink, int room) {

  private static final int ERROR = 200;

  String of(RunSpan span) {
    List<String> details = new ArrayList<>();
    if (!span.fallback().isEmpty()) {
      details.add("instead of " + span.fallback().split(" ", 2)[0]);
    }
    if (span.inputTokens() != null) {
      details.add(
          Text.count(span.inputTokens()) + " in, " + Text.count(span.outputTokens()) + " out");
    }
    if (!span.costStatus().isEmpty() && !span.costStatus().equals("unbilled")) {
      details.add(cost(span));
    }
    if (failure(span).isEmpty()) {
      String text = cut(String.join(", ", details));
      return span.fallback().isEmpty() ? text : ink.notable(text);
    }
    details.add(0, failure(span));
    return ink.bad(cut(String.join(", ", details)));
  }

  private static String cost(RunSpan span) {
    return switch (span.costStatus()) {
      case "priced" -> Text.usd(span.costUsd());
      case "estimated" -> Text.usd(span.costUsd()) + " estimated";
      default -> span.costStatus();
    };
  }

  private String failure(RunSpan span) {
    boolean here = span.id().equals(failingSpanId);
    String outcome = span.outcome().equals("ok") ? "" : span.outcome();
    if (!span.failed()) {
      return outcome;
    }
    String what = here ? "THE RUN FAILED HERE" : outcome.isEmpty() ? "error" : outcome;
    return span.error().isEmpty() ? what : what + ": " + Text.error(span.error(), ERROR);
  }

  private String cut(String text) {
    return Text.cut(text, room);
  }

  /** An attempt's outcome: its status, else its error, and what it waited for before. */
  static String attempt(Attempt attempt) {
    String result = attempt.status().isEmpty() ? Text.error(attempt.error(), 40) : attempt.status();
    return attempt.waitMs().isEmpty() || attempt.waitMs().equals("0")
        ? result
        : result + ", after " + attempt.waitMs() + " ms of waiting";
  }
}
