/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.evals.BatchNote;
import dev.aiops.approval.evals.BatchOrder;
import dev.aiops.approval.evals.BatchPlan;
import dev.aiops.approval.evals.BatchProgress;
import dev.aiops.approval.evals.BatchReply;
import dev.aiops.approval.evals.BatchReply.NoWork;
import dev.aiops.approval.evals.BatchReply.Rejected;
import dev.aiops.approval.evals.BatchReply.Viewed;
import dev.aiops.approval.evals.EvalBatch;
import dev.aiops.approval.evals.Runners;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of evals on the wire. */
record EvalView(
    String id,
    String state,
    List<String> definitions,
    String from,
    String until,
    @Nullable Nanos budgetNanos,
    @Nullable Long perMinute,
    String askedBy,
    String askedAt,
    @Nullable PlanView plan,
    ProgressView progress,
    String reason,
    @Nullable String endedAt,
    List<Note> history) {

  /** What was counted. */
  record PlanView(long runs, @Nullable Nanos costNanos, boolean judged) {

    static PlanView of(BatchPlan plan) {
      return new PlanView(plan.runs(), Nanos.of(plan.costNanos()), plan.judged());
    }
  }

  /** How far it is. */
  record ProgressView(
      long runs, long scored, long unknown, long errors, Nanos costNanos, long unpriced) {

    static ProgressView of(BatchProgress progress) {
      return new ProgressView(
          progress.runs(),
          progress.scored(),
          progress.unknown(),
          progress.errors(),
          new Nanos(progress.costNanos()),
          progress.unpriced());
    }
  }

  /** What happened to it. */
  record Note(
      String at, String kind, String by, String state, String text, @Nullable DecidedAs decidedAs) {

    static Note of(BatchNote note) {
      return new Note(
          note.at().toString(),
          note.kind(),
          note.by(),
          note.state().name(),
          note.text(),
          note.as());
    }
  }

  /** What an eval-runner is to do; null where there is nothing. */
  record Work(@Nullable EvalView batch) {}

  /** What a batch may be asked for by. */
  record Definition(String name, boolean judged) {}

  /** All that are known. */
  record Page(
      List<EvalView> batches, @Nullable String runnerAskedAt, List<Definition> definitions) {

    static Page of(List<EvalBatch> batches, Runners runners) {
      return new Page(
          batches.stream().map(EvalView::of).toList(),
          runners.last().map(Instant::toString).orElse(null),
          runners.definitions().stream()
              .map(known -> new Definition(known.name(), known.judged()))
              .toList());
    }
  }

  static EvalView of(EvalBatch batch) {
    BatchOrder order = batch.order();
    BatchPlan plan = batch.plan();
    Instant ended = batch.endedAt();
    return new EvalView(
        batch.id(),
        batch.state().name(),
        order.definitions(),
        order.from().toString(),
        order.until().toString(),
        Nanos.of(order.budgetNanos()),
        order.perMinute(),
        batch.askedBy(),
        batch.askedAt().toString(),
        plan == null ? null : PlanView.of(plan),
        ProgressView.of(batch.progress()),
        batch.reason(),
        ended == null ? null : ended.toString(),
        batch.notes().stream().map(Note::of).toList());
  }

  /** The answer to a command. */
  static Object of(BatchReply reply) {
    if (reply instanceof Viewed viewed) {
      return of(viewed.batch());
    }
    Rejected rejected = (Rejected) reply;
    return Refusal.of(Rule.of(rejected.problem()), rejected.text());
  }

  /** The answer to an eval-runner that asks for work. */
  static Object work(BatchReply reply) {
    if (reply instanceof NoWork) {
      return new Work(null);
    }
    return reply instanceof Viewed viewed ? new Work(of(viewed.batch())) : of(reply);
  }
}
