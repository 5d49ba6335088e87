/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static dev.aiops.approval.approvals.Fixtures.ROLE;
import static dev.aiops.approval.approvals.Fixtures.person;
import static dev.aiops.approval.approvals.Fixtures.policy;
import static dev.aiops.approval.approvals.Fixtures.problem;
import static dev.aiops.approval.approvals.Fixtures.refund;
import static dev.aiops.approval.approvals.Fixtures.rule;
import static dev.aiops.approval.approvals.Fixtures.text;
import static dev.aiops.approval.approvals.Fixtures.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.Ending.Outcome;
import dev.aiops.approval.approvals.Ending.TakeBack;
import dev.aiops.approval.approvals.Fixtures.Desk;
import dev.aiops.approval.budget.Actor;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.budget.DecidedAs;
import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsingTest {

  private static final Action REFUND = refund("{'amount':250}");
  private static final String HASH = REFUND.hash();
  private static final Map<String, Set<String>> ROLES =
      Map.of("ana", Set.of(ROLE), "ben", Set.of(ROLE));

  private final Desk desk =
      new Desk(policy(rule().useWithin(Duration.ofMinutes(5)).decideWithin(Duration.ofHours(1))));

  private String approved() {
    String id = desk.ask(REFUND).id();
    desk.decide(id, person("ana", ROLE), true);
    return id;
  }

  @Test
  void approval_isUsedOnce() {
    String id = approved();
    Approval used = viewed(desk.consume(id, HASH, "c1", "p1", ROLES));
    assertThat(used.state()).isEqualTo(ApprovalState.CONSUMED);
    assertThat(viewed(desk.consume(id, HASH, "c1", "p1", ROLES)).execution())
        .as("the same process may ask again what it was told")
        .isEqualTo(used.execution());
    assertThat(problem(desk.consume(id, HASH, "c1", "p2", ROLES)))
        .isEqualTo(Problem.ALREADY_CONSUMED);
    assertThat(problem(desk.consume(id, HASH, "c2", "p1", ROLES)))
        .isEqualTo(Problem.ALREADY_CONSUMED);
  }

  @Test
  void pendingAndDenied_areNotUsed() {
    String id = desk.ask(REFUND).id();
    ApprovalReply pending = desk.consume(id, HASH, ROLES);
    assertThat(problem(pending)).isEqualTo(Problem.NOT_APPROVED);
    assertThat(text(pending)).contains("is PENDING");
    desk.decide(id, person("ana", ROLE), false);
    assertThat(text(desk.consume(id, HASH, ROLES))).contains("is DENIED by ana");
  }

  @Test
  void changedArguments_areNotRunAndAreWrittenDown() {
    String id = approved();
    String other = refund("{'amount':2500}").hash();
    assertThat(problem(desk.consume(id, other, ROLES))).isEqualTo(Problem.HASH_MISMATCH);
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.APPROVED);
    assertThat(viewed(desk.consume(id, HASH, ROLES)).state()).isEqualTo(ApprovalState.CONSUMED);
  }

  @Test
  void roleTakenAway_endsTheApprovalsUse() {
    String id = approved();
    ApprovalReply reply = desk.consume(id, HASH, Map.of("ana", Set.of("other")));
    assertThat(problem(reply)).isEqualTo(Problem.ROLE_REMOVED);
    assertThat(viewed(desk.consume(id, HASH, ROLES)).state()).isEqualTo(ApprovalState.CONSUMED);
  }

  @Test
  void quorum_mustHoldAtUse() {
    Desk two = new Desk(policy(rule().quorum(2)));
    String id = two.ask(REFUND).id();
    two.decide(id, person("ana", ROLE), true);
    two.decide(id, person("ben", ROLE), true);
    assertThat(problem(two.consume(id, HASH, Map.of("ana", Set.of(ROLE)))))
        .isEqualTo(Problem.ROLE_REMOVED);
    assertThat(viewed(two.consume(id, HASH, ROLES)).state()).isEqualTo(ApprovalState.CONSUMED);
  }

  @Test
  void useAfterItsTime_isRefusedBeforeAnyTick() {
    String id = approved();
    desk.now = desk.now.plus(Duration.ofMinutes(5));
    assertThat(problem(desk.consume(id, HASH, ROLES))).isEqualTo(Problem.NOT_APPROVED);
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.EXPIRED);
  }

  @Test
  void revoked_isNotUsed() {
    String id = approved();
    TakeBack order = new TakeBack(id, "t", "wrong customer", new Actor("ben", Set.of(ROLE)));
    desk.take(Ending.revoke(desk.state, desk.now, by(order), "admin"));
    assertThat(text(desk.consume(id, HASH, ROLES))).contains("is REVOKED");
    TakeBack bob = new TakeBack(id, "t", "x", new Actor("bob", Set.of("finance")));
    assertThat(problem(Ending.revoke(desk.state, desk.now, by(bob), "admin").reply()))
        .isEqualTo(Problem.FORBIDDEN);
  }

  private static Ending.Revocation by(TakeBack order) {
    return new Ending.Revocation(
        order, DecidedAs.of(order.actor(), "token", "10.0.0.7", Channel.API));
  }

  @Test
  void revocationOfAVersionThatDidNotNoteHow_isRead() {
    String id = approved();
    String old =
        "{\"approval\":\"%s\",\"request\":\"t\",\"reason\":\"no\",\"by\":\"ben\",\"at\":\"%s\"}"
            .formatted(id, desk.now);
    Entry row = new Entry("approval_revoked", id, "REVOKED", null, "ben", old);
    assertThat(ApprovalLog.event(row).on(desk.state).get(id).state())
        .isEqualTo(ApprovalState.REVOKED);
  }

  @Test
  void cancelled_isNotDecidedAnyMore() {
    String id = desk.ask(REFUND).id();
    TakeBack order = new TakeBack(id, "t", "run ended", new Actor("agent", Set.of()));
    desk.take(Ending.cancel(desk.state, desk.now, order, Sight.ALL));
    assertThat(problem(desk.decide(id, person("ana", ROLE), true)))
        .isEqualTo(Problem.ALREADY_DECIDED);
    assertThat(viewed(desk.ask(REFUND, "run-1", "again")).id()).isNotEqualTo(id);
  }

  @Test
  void outcome_isReportedOnceAndMayComeLate() {
    String id = approved();
    String execution =
        Objects.requireNonNull(viewed(desk.consume(id, HASH, ROLES)).execution()).id();
    desk.pass(Duration.ofMinutes(10));
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.OUTCOME_UNKNOWN);
    assertThat(problem(desk.consume(id, HASH, ROLES))).isEqualTo(Problem.ALREADY_CONSUMED);
    assertThat(report(id, "another", ApprovalState.EXECUTED)).isEqualTo("NO_SUCH_EXECUTION");
    assertThat(report(id, execution, ApprovalState.FAILED)).isEqualTo("FAILED");
    assertThat(report(id, execution, ApprovalState.FAILED)).isEqualTo("FAILED");
    assertThat(report(id, execution, ApprovalState.EXECUTED)).isEqualTo("ALREADY_REPORTED");
  }

  @Test
  void repeatedUse_afterNobodyKnewTheOutcome_isRefused() {
    String id = approved();
    desk.consume(id, HASH, "c1", "p1", ROLES);
    desk.pass(Duration.ofMinutes(10));
    assertThat(problem(desk.consume(id, HASH, "c1", "p1", ROLES)))
        .isEqualTo(Problem.ALREADY_CONSUMED);
  }

  @Test
  void foreignApproval_doesNotExist() {
    String id = approved();
    Using.Use use = new Using.Use(id, "c", HASH, "h", "p", "x", "t");
    ApprovalReply reply =
        Using.consume(
                desk.state,
                desk.now,
                use,
                (service, environment, team) -> service.equals("other"),
                name -> Set.of(ROLE))
            .reply();
    assertThat(problem(reply)).isEqualTo(Problem.NO_SUCH_APPROVAL);
  }

  private String report(String id, String execution, ApprovalState outcome) {
    ApprovalReply reply =
        desk.take(
            Ending.report(
                desk.state,
                desk.now,
                new Outcome(id, "o", execution, outcome, "", 5, "agent"),
                Sight.ALL));
    return reply instanceof ApprovalReply.Rejected
        ? problem(reply).name()
        : viewed(reply).state().name();
  }
}
