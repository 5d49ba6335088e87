/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.evals.BatchOrder;
import dev.aiops.approval.evals.BatchPlan;
import dev.aiops.approval.evals.BatchProgress;
import dev.aiops.approval.evals.BatchReply;
import dev.aiops.approval.evals.EvalBatch;
import dev.aiops.approval.evals.EvalBatches;
import dev.aiops.approval.evals.Ordering;
import dev.aiops.approval.evals.Runners;
import dev.aiops.approval.evals.Working;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.Sequencer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The commands on batches of evals; as those of {@link Engine}. */
public final class Batching {

  private final Sequencer<State> sequencer;
  private final Runners runners;
  private final String adminRole;

  Batching(Sequencer<State> sequencer, Runners runners, String adminRole) {
    this.sequencer = sequencer;
    this.runners = runners;
    this.adminRole = adminRole;
  }

  private interface Rule {
    Decided<EvalBatches, BatchReply> decide(EvalBatches state, Instant now);
  }

  /** Whether somebody may ask for batches, confirm and stop them. */
  public boolean may(Ordering.Who who) {
    return who.may(adminRole);
  }

  /** Asks for a batch. */
  public CompletableFuture<BatchReply> request(String request, BatchOrder order, Ordering.Who who) {
    return send((state, now) -> Ordering.request(state, now, request, order, who, adminRole));
  }

  /** Lets one cost what its plan says. */
  public CompletableFuture<BatchReply> confirm(String id, Ordering.Who who) {
    return send((state, now) -> Ordering.confirm(state, now, id, who, adminRole));
  }

  /** Stops one. */
  public CompletableFuture<BatchReply> cancel(String id, Ordering.Who who) {
    return send((state, now) -> Ordering.cancel(state, now, id, who, adminRole));
  }

  /** Gives out the oldest that nobody is at. */
  public CompletableFuture<BatchReply> claim(
      Working.Runner runner, List<Runners.Known> definitions) {
    runners.asked(runner.process(), definitions);
    return send((state, now) -> Working.claim(state, now, runner));
  }

  /** Notes what was counted. */
  public CompletableFuture<BatchReply> plan(String id, BatchPlan plan, Working.Runner runner) {
    return send((state, now) -> Working.plan(state, now, id, plan, runner));
  }

  /** Takes how far one is. */
  public CompletableFuture<BatchReply> progress(
      String id, BatchProgress progress, Working.Runner runner) {
    return send((state, now) -> Working.progress(state, now, id, progress, runner));
  }

  /** Ends one. */
  public CompletableFuture<BatchReply> end(
      String id, Working.Outcome outcome, Working.Runner runner) {
    return send((state, now) -> Working.end(state, now, id, outcome, runner));
  }

  /** How one stands. */
  public CompletableFuture<BatchReply> find(String id) {
    return send((state, now) -> Ordering.find(state, id));
  }

  /** All that are known, newest first. */
  public CompletableFuture<List<EvalBatch>> list() {
    return sequencer.send((state, now) -> Decision.of(state.evals().newest()));
  }

  /** The state as this instance knows it; for display. */
  public EvalBatches known() {
    return sequencer.state().evals();
  }

  /** Who asked this instance for work of late. */
  public Runners runners() {
    return runners;
  }

  private CompletableFuture<BatchReply> send(Rule rule) {
    return sequencer.send(
        (state, now) -> {
          Decided<EvalBatches, BatchReply> decided = rule.decide(state.evals(), now);
          return new Decision<>(decided.entries(), decided.reply());
        });
  }
}
