/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.evals.BatchOrder;
import dev.aiops.approval.evals.BatchPlan;
import dev.aiops.approval.evals.BatchProgress;
import dev.aiops.approval.evals.BatchState;
import dev.aiops.approval.evals.Runners;
import dev.aiops.approval.evals.Working;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is asked about batches of evals on the wire. */
final class EvalAsks {

  private static final int LONGEST = 200;
  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_DEFINITIONS = 500;

  private EvalAsks() {}

  /** For a batch; null is no limit. */
  record Order(
      String requestId,
      List<String> definitions,
      String from,
      String until,
      JsonNode budgetNanos,
      JsonNode perMinute) {

    BatchOrder order() {
      bounded("request_id", requestId);
      return new BatchOrder(
          definitions,
          moment("from", from),
          moment("until", until),
          nanos("budget_nanos", budgetNanos),
          rate());
    }

    private @Nullable Long rate() {
      if (perMinute.isNull()) {
        return null;
      } else if (!perMinute.isIntegralNumber() || !perMinute.canConvertToLong()) {
        throw new IllegalArgumentException("per_minute must be a whole number");
      }
      return perMinute.longValue();
    }
  }

  /** What an eval-runner can evaluate by. */
  record Definition(String name, boolean judged) {}

  /** An eval-runner asks for work. */
  record Work(String runner, List<Definition> definitions) {

    List<Runners.Known> known() {
      if (definitions.size() > MOST_DEFINITIONS) {
        throw new IllegalArgumentException("name at most 500 definitions");
      }
      return definitions.stream()
          .map(one -> new Runners.Known(bounded("name", one.name()), one.judged()))
          .toList();
    }
  }

  /** What it counted; a cost that is not known is null. */
  record Plan(String runner, long runs, boolean judged, JsonNode costNanos) {

    BatchPlan plan() {
      return new BatchPlan(runs, nanos("cost_nanos", costNanos), judged);
    }
  }

  /** How far it is. */
  record Counts(long runs, long scored, long unknown, long errors, Nanos costNanos, long unpriced) {

    BatchProgress progress() {
      return new BatchProgress(runs, scored, unknown, errors, costNanos.value(), unpriced);
    }
  }

  /** That it is so far. */
  record Progress(String runner, Counts progress) {}

  /** That it is over. */
  record End(String runner, String outcome, String reason, Counts progress) {

    Working.Outcome of() {
      if (reason.length() > LONGEST_REASON) {
        throw new IllegalArgumentException("reason has more than 2000 characters");
      }
      return new Working.Outcome(state(), reason, progress.progress());
    }

    private BatchState state() {
      try {
        return BatchState.valueOf(outcome.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("outcome must be one of those in openapi.yaml", e);
      }
    }
  }

  private static @Nullable Long nanos(String name, JsonNode value) {
    if (value.isNull()) {
      return null;
    } else if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " must be a string of digits or null");
    }
    return Nanos.read(value.textValue()).value();
  }

  static String bounded(String name, String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException(name + " must have 1 to 200 characters");
    }
    return text;
  }

  private static Instant moment(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " must be a moment as 2026-11-24T00:00:00Z, got " + text, e);
    }
  }
}
