/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.BudgetEvent.LeaseClosed;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Event;
import dev.aiops.approval.log.Step;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The simulator is worth what it catches: control planes with one fault each. */
class SimulatorCatchesTest {

  private static final long SCHEDULES = 3_000;

  @Test
  void moneyReturnedOnExpiry_isCaught() {
    assertThat(failureOf(new ReturnsOnExpiry())).contains("billed of ");
  }

  @Test
  void requestsForgotten_areCaught() {
    assertThat(failureOf(new ForgetsRequests())).contains("is granted once");
  }

  @Test
  void grantsFromAStaleState_areCaught() {
    assertThat(failureOf(new AppendsBlindly()))
        .containsAnyOf("held of ", "billed of ", "granted once");
  }

  @Test
  void returnsAddedUpInsteadOfCompared_areCaught() {
    assertThat(failureOf(new AddsReturns())).contains("billed of ");
  }

  @Test
  void adoptionThatForgetsCallsUnderWay_isCaught() {
    assertThat(failureOf(new AdoptsSpentOnly())).contains("billed of ");
  }

  @Test
  void capNotChecked_isCaught() {
    assertThat(failureOf(new IgnoresTheCap())).contains("held of ");
  }

  private static String failureOf(ControlPlane mutant) {
    return SimulatorTest.firstFailure(mutant, SCHEDULES).map(Throwable::getMessage).orElse("none");
  }

  /** Closes leases of budgets' days that are over as what was reported, and gives the rest back. */
  private static final class ReturnsOnExpiry extends ControlPlane {

    @Override
    Decided<Budgets, LeaseReply> tick(Budgets state, Instant now) {
      Step<Budgets> step = Step.from(state);
      for (Budget budget : state.policy().budgets()) {
        for (BudgetDay day : state.daysKept(budget.name())) {
          for (Lease lease : day.book().leases().values()) {
            if (lease.isOpen()) {
              step = step.then(expired(lease));
            }
          }
        }
      }
      return step.reply(super.tick(state, now).reply());
    }

    private static LeaseClosed expired(Lease lease) {
      return new LeaseClosed(
          lease.id(), LeaseState.RETURNED, lease.spent(), 0, "", "system", "expired");
    }
  }

  private static final class ForgetsRequests extends ControlPlane {

    private int grants;

    @Override
    Decided<Budgets, GrantReply> grant(Budgets state, Instant now, GrantRequest request) {
      boolean known = state.dayGranting(request.budget(), request.request()).isPresent();
      return known ? again(state, now, request) : super.grant(state, now, request);
    }

    private Decided<Budgets, GrantReply> again(Budgets state, Instant now, GrantRequest request) {
      Decided<Budgets, GrantReply> fresh =
          super.grant(
              state,
              now,
              new GrantRequest(
                  "again-" + ++grants, request.budget(), request.holder(), request.need()));
      Step<Budgets> step = Step.from(state);
      for (Event<Budgets> event : fresh.events()) {
        step =
            step.then(
                event instanceof BudgetEvent.LeaseGranted grant ? named(grant, request) : event);
      }
      return step.reply(fresh.reply());
    }

    private static BudgetEvent named(BudgetEvent.LeaseGranted granted, GrantRequest request) {
      return new BudgetEvent.LeaseGranted(
          granted.lease(),
          granted.holder(),
          granted.service(),
          request.request(),
          granted.asked(),
          granted.amount(),
          granted.beyondCap(),
          granted.at());
    }
  }

  private static final class AppendsBlindly extends ControlPlane {

    @Override
    boolean comparesBeforeItAppends() {
      return false;
    }
  }

  /**
   * Takes what a report says was returned since the lease began for what was returned since the
   * last.
   */
  private static final class AddsReturns extends ControlPlane {

    @Override
    Decided<Budgets, LeaseReply> report(Budgets state, Instant now, Report report) {
      long before =
          DayId.read(report.lease())
              .flatMap(state::findLease)
              .map(l -> l.counters().returned())
              .orElse(0L);
      Counters said = report.counters();
      Counters added =
          new Counters(
              said.seq(),
              said.spent(),
              said.reserved(),
              said.returned() + before,
              said.boundExceeded());
      return super.report(state, now, new Report(report.lease(), report.holder(), added));
    }
  }

  private static final class AdoptsSpentOnly extends ControlPlane {

    @Override
    Decided<Budgets, LeaseReply> adopt(Budgets state, Instant now, Adoption adoption) {
      return super.adopt(
          state, now, new Adoption(adoption.lease(), adoption.adopter(), adoption.spent(), 0));
    }
  }

  private static final class IgnoresTheCap extends ControlPlane {

    @Override
    Decided<Budgets, GrantReply> grant(Budgets state, Instant now, GrantRequest request) {
      Decided<Budgets, GrantReply> honest = super.grant(state, now, request);
      boolean refused =
          honest.reply() instanceof GrantReply.NotGranted no
              && no.reason() == GrantReply.Reason.CAP_REACHED;
      return refused ? give(state, now, request, honest.reply()) : honest;
    }

    private static Decided<Budgets, GrantReply> give(
        Budgets state, Instant now, GrantRequest request, GrantReply reply) {
      Budget budget = state.policy().budget(request.budget()).orElseThrow();
      BudgetDay day = state.dayOrNew(budget.name(), Granting.today(state, budget, now));
      DayId lease = new DayId(day.budget(), day.day(), day.book().nextNumber());
      return Step.from(state)
          .then(
              new BudgetEvent.LeaseGranted(
                  lease,
                  request.holder(),
                  request.service(),
                  request.request(),
                  request.need(),
                  request.need(),
                  false,
                  now))
          .reply(reply);
    }
  }
}
