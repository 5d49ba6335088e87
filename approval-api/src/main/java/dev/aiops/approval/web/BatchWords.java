/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.budget.Money;
import dev.aiops.approval.evals.BatchPlan;
import dev.aiops.approval.evals.BatchProgress;
import dev.aiops.approval.evals.BatchState;
import dev.aiops.approval.evals.EvalBatch;
import java.util.Map;

/** What pages say of batches of evals. */
final class BatchWords {

  private static final Map<String, String> KINDS =
      Map.of(
          "eval_batch_requested", "asked for",
          "eval_batch_claimed", "taken by eval-runner",
          "eval_batch_planned", "counted",
          "eval_batch_confirmed", "confirmed",
          "eval_batch_stopping", "told to stop",
          "eval_batch_ended", "ended");

  private BatchWords() {}

  static String of(EvalBatch batch) {
    return switch (batch.state()) {
      case REQUESTED ->
          batch.claim() == null ? "waits for an eval-runner" : "its runs are being counted";
      case PLANNED -> "waits for a person to confirm what it may cost";
      case CONFIRMED -> "confirmed, waits for an eval-runner";
      case RUNNING -> "running";
      case CANCELLING -> "stops once the part under way is done";
      case DONE -> "done";
      case STOPPED -> "stopped by a limit";
      case CANCELLED -> "cancelled";
      case REFUSED -> "refused";
      case FAILED -> "failed";
    };
  }

  static String ofKind(String kind) {
    return KINDS.getOrDefault(kind, kind);
  }

  static String definitions(EvalBatch batch) {
    return Visible.line(String.join(", ", batch.order().definitions()), 300);
  }

  static String window(EvalBatch batch) {
    return Times.at(batch.order().from()) + " to " + Times.at(batch.order().until());
  }

  /** What it was counted to be; empty before. */
  static String plan(EvalBatch batch) {
    BatchPlan plan = batch.plan();
    return plan == null ? "" : runs(plan.runs()) + ", " + mayCost(plan);
  }

  private static String mayCost(BatchPlan plan) {
    if (!plan.judged()) {
      return "and checks in code cost nothing";
    }
    return plan.costNanos() == null
        ? "and what judging may cost is not known: a judge has not judged yet"
        : "judging may cost " + Money.usd(plan.costNanos());
  }

  private static String runs(long runs) {
    return runs == 1 ? "1 run" : runs + " runs";
  }

  static String progress(EvalBatch batch) {
    BatchPlan plan = batch.plan();
    return plan == null ? "not counted yet" : batch.progress().runs() + " of " + runs(plan.runs());
  }

  static String counts(EvalBatch batch) {
    BatchProgress progress = batch.progress();
    return progress.scored()
        + " scored, "
        + progress.unknown()
        + " unknown, "
        + progress.errors()
        + (progress.errors() == 1 ? " error" : " errors");
  }

  static String cost(EvalBatch batch) {
    Long budget = batch.order().budgetNanos();
    BatchProgress progress = batch.progress();
    String limit = budget == null ? ", without a budget of its own" : " of " + Money.usd(budget);
    String unpriced =
        progress.unpriced() == 0
            ? ""
            : ", and " + progress.unpriced() + " judgements whose cost is not known";
    return Money.usd(progress.costNanos()) + limit + unpriced;
  }

  static String rate(EvalBatch batch) {
    Long rate = batch.order().perMinute();
    return rate == null ? "as fast as it can" : "at most " + rate + " runs a minute";
  }

  static boolean mayStop(BatchState state) {
    return !state.isOver() && state != BatchState.CANCELLING;
  }
}
