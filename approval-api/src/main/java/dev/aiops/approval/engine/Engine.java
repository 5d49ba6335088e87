/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.budget.AdminOrder;
import dev.aiops.approval.budget.Adoption;
import dev.aiops.approval.budget.Budgets;
import dev.aiops.approval.budget.GovernReply;
import dev.aiops.approval.budget.GovernReply.Governed;
import dev.aiops.approval.budget.Governing;
import dev.aiops.approval.budget.GrantReply;
import dev.aiops.approval.budget.Granting;
import dev.aiops.approval.budget.LeaseReply;
import dev.aiops.approval.budget.LeaseReply.LeaseRejected;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.budget.OpenLease;
import dev.aiops.approval.budget.Policy;
import dev.aiops.approval.budget.RaiseReply;
import dev.aiops.approval.budget.RaiseRequest;
import dev.aiops.approval.budget.RaiseVerdict;
import dev.aiops.approval.budget.Raising;
import dev.aiops.approval.budget.Release;
import dev.aiops.approval.budget.Report;
import dev.aiops.approval.budget.Settling;
import dev.aiops.approval.budget.Standing;
import dev.aiops.approval.evals.Runners;
import dev.aiops.approval.log.Command;
import dev.aiops.approval.log.ControlLog;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Decision;
import dev.aiops.approval.log.Head;
import dev.aiops.approval.log.Sequencer;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.notify.Outboxes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Takes commands, and answers each when what it decided is durable. Every answer, a refusal too,
 * holds for the log read to its end: none is given on a state that lacks what others wrote.
 */
public final class Engine implements AutoCloseable {

  private final Granting granting;
  private final Settling settling;
  private final Raising raising = new Raising();
  private final Governing governing;
  private final Sequencer<State> sequencer;
  private final Waits waits = new Waits();
  private final Approving approving;
  private final Batching batching;
  private final Noticing noticing;
  private final Ticks ticks;

  private Engine(ControlLog log, Limits limits, SequencerSettings settings, InstantSource clock) {
    granting = new Granting(limits);
    settling = new Settling(limits);
    governing = new Governing(limits);
    sequencer =
        Sequencer.start(
            log,
            State.EMPTY,
            State::apply,
            settings,
            clock,
            state -> waits.changed(state.approvals()));
    approving = new Approving(sequencer, waits, limits.adminRole());
    batching = new Batching(sequencer, new Runners(clock), limits.adminRole());
    noticing = new Noticing(sequencer);
    ticks = Ticks.start(sequencer, waits, clock);
  }

  /** Reads the whole log, then takes commands; see {@link Sequencer#start}. */
  public static Engine start(
      ControlLog log, Limits limits, SequencerSettings settings, InstantSource clock) {
    return new Engine(log, limits, settings, clock);
  }

  /**
   * Counts the reports, then grants. Fails with {@link LeaseRefusedException} or {@link
   * NotCoveredException}, and then nothing was done.
   */
  public CompletableFuture<GrantReply> grant(Draw draw) {
    return sequencer.send((state, now) -> granted(state, now, draw));
  }

  /** Takes the counters of several leases; an answer for each, in order. */
  public CompletableFuture<List<LeaseReply>> report(List<Report> reports) {
    return sequencer.send(each(reports, settling::report));
  }

  /** Closes several leases for their holder. */
  public CompletableFuture<List<LeaseReply>> close(List<Report> reports) {
    return sequencer.send(each(reports, settling::close));
  }

  /** Closes several leases of dead neighbours. */
  public CompletableFuture<List<LeaseReply>> adopt(List<Adoption> adoptions) {
    return sequencer.send(each(adoptions, settling::adopt));
  }

  /** Opens a request for more. */
  public CompletableFuture<RaiseReply> raise(RaiseRequest request) {
    return send((state, now) -> raising.request(state, now, request));
  }

  /** Decides a request for more. */
  public CompletableFuture<RaiseReply> decide(String raise, RaiseVerdict verdict) {
    return send((state, now) -> raising.decide(state, now, raise, verdict));
  }

  /** Puts a policy in force. */
  public CompletableFuture<GovernReply> policy(Policy policy, String actor) {
    return send((state, now) -> governing.policy(state, now, policy, actor));
  }

  /** Stops a budget. */
  public CompletableFuture<GovernReply> halt(String budget, AdminOrder order) {
    return send((state, now) -> governing.halt(state, now, budget, order));
  }

  /** Ends a halt. */
  public CompletableFuture<GovernReply> resume(String budget, AdminOrder order) {
    return send((state, now) -> governing.resume(state, now, budget, order));
  }

  /** Stops one process. */
  public CompletableFuture<LeaseReply> revoke(String lease, AdminOrder order) {
    return send((state, now) -> settling.revoke(state, now, lease, order));
  }

  /** Closes a lease by hand. */
  public CompletableFuture<LeaseReply> release(Release release) {
    return send((state, now) -> settling.release(state, now, release));
  }

  /** A budget's open leases; empty where it is unknown. */
  public CompletableFuture<Optional<List<OpenLease>>> openLeases(String budget) {
    return sequencer.send((state, now) -> Decision.of(OpenLease.of(state.budgets(), now, budget)));
  }

  /** How every budget stands. */
  public CompletableFuture<Governed> standings() {
    return sequencer.send((state, now) -> Decision.of(Governing.standings(state.budgets(), now)));
  }

  /** How a budget's days stand, oldest first; empty where it is unknown. */
  public CompletableFuture<List<Standing>> standing(String budget) {
    return sequencer.send(
        (state, now) -> Decision.of(Governing.days(state.budgets(), now, budget)));
  }

  /** The commands on approvals. */
  public Approving approvals() {
    return approving;
  }

  /** The commands on batches of evals. */
  public Batching evals() {
    return batching;
  }

  /** What people are to be told of. */
  public Outboxes notices() {
    return noticing;
  }

  /** The state with all that others wrote. */
  public CompletableFuture<Budgets> fresh() {
    return sequencer.send((state, now) -> Decision.of(state.budgets()));
  }

  /** The state as this instance knows it; for display. */
  public Budgets budgets() {
    return sequencer.state().budgets();
  }

  /** The row that {@link #budgets()} is the state after. */
  public Head head() {
    return sequencer.head();
  }

  /** Why the log has halted; empty while it works. */
  public Optional<Throwable> failure() {
    return sequencer.failure();
  }

  @Override
  public void close() {
    ticks.close();
    sequencer.close();
    waits.close();
  }

  private Decision<GrantReply> granted(State state, Instant now, Draw draw) {
    Tally tally = new Tally(state.budgets());
    requireCovered(tally.state().policy(), draw);
    for (Report report : draw.reports()) {
      if (tally.take(settling.report(tally.state(), now, report)) instanceof LeaseRejected wrong) {
        throw new LeaseRefusedException(wrong);
      }
    }
    return tally.reply(tally.take(granting.grant(tally.state(), now, draw.request())));
  }

  private static void requireCovered(Policy policy, Draw draw) {
    boolean covered =
        policy
            .budget(draw.request().budget())
            .map(b -> b.match().mayCover(draw.service(), draw.environment(), draw.team()))
            .orElse(true);
    if (!covered) {
      throw new NotCoveredException(draw);
    }
  }

  private interface Rule<T, R> {
    Decided<Budgets, R> decide(Budgets state, Instant now, T asked);
  }

  private interface Single<R> {
    Decided<Budgets, R> decide(Budgets state, Instant now);
  }

  private <R> CompletableFuture<R> send(Single<R> rule) {
    return sequencer.send(
        (state, now) -> {
          Decided<Budgets, R> decided = rule.decide(state.budgets(), now);
          return new Decision<>(decided.entries(), decided.reply());
        });
  }

  private static <T, R> Command<State, List<R>> each(List<T> all, Rule<T, R> rule) {
    return (state, now) -> {
      Tally tally = new Tally(state.budgets());
      List<R> replies = new ArrayList<>();
      all.forEach(asked -> replies.add(tally.take(rule.decide(tally.state(), now, asked))));
      return tally.reply(replies);
    };
  }
}
