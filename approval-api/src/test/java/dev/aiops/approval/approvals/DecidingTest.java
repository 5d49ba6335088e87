/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import static dev.aiops.approval.approvals.Fixtures.ROLE;
import static dev.aiops.approval.approvals.Fixtures.arguments;
import static dev.aiops.approval.approvals.Fixtures.person;
import static dev.aiops.approval.approvals.Fixtures.policy;
import static dev.aiops.approval.approvals.Fixtures.problem;
import static dev.aiops.approval.approvals.Fixtures.refund;
import static dev.aiops.approval.approvals.Fixtures.rule;
import static dev.aiops.approval.approvals.Fixtures.seen;
import static dev.aiops.approval.approvals.Fixtures.text;
import static dev.aiops.approval.approvals.Fixtures.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.Deciding.Answer;
import dev.aiops.approval.approvals.Deciding.Person;
import dev.aiops.approval.approvals.Fixtures.Desk;
import dev.aiops.approval.budget.Channel;
import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecidingTest {

  private static final Action REFUND = refund("{'amount':250}");
  private static final Person ANA = person("ana", ROLE);
  private static final Person BEN = person("ben", ROLE, "finance");
  private static final Person RUTH = person("Ruth ", ROLE);

  @Test
  void personWithoutTheRole_isRefused() {
    Desk desk = new Desk(policy(rule()));
    ApprovalReply reply = desk.decide(desk.ask(REFUND).id(), person("carl", "admin"), true);
    assertThat(problem(reply)).isEqualTo(Problem.FORBIDDEN);
    assertThat(text(reply)).isEqualTo("carl has no role that may decide this: refund-approver");
  }

  @Test
  void requester_mayNotApproveButDeny() {
    Desk desk = new Desk(policy(rule()));
    String id = desk.ask(REFUND).id();
    assertThat(problem(desk.decide(id, RUTH, true))).isEqualTo(Problem.REQUESTER_EXCLUDED);
    assertThat(viewed(desk.decide(id, RUTH, false)).state()).isEqualTo(ApprovalState.DENIED);
  }

  @Test
  void requester_mayApproveWhereTheRuleSaysSo() {
    Desk desk = new Desk(policy(rule().requesterMayApprove()));
    assertThat(viewed(desk.decide(desk.ask(REFUND).id(), RUTH, true)).state())
        .isEqualTo(ApprovalState.APPROVED);
  }

  @Test
  void denialWithoutAReason_isRefused() {
    Desk desk = new Desk(policy(rule()));
    ApprovalReply reply = desk.decide(desk.ask(REFUND).id(), ANA, false, " ", null);
    assertThat(problem(reply)).isEqualTo(Problem.NO_REASON);
  }

  @Test
  void criticalRule_asksForAFreshLogin() {
    Desk desk = new Desk(policy(rule().critical()));
    String id = desk.ask(REFUND).id();
    assertThat(problem(desk.decide(id, ANA, true))).isEqualTo(Problem.STEP_UP_REQUIRED);
    Person fresh = new Person(ANA.actor(), "oidc", true, "10.0.0.1");
    Approval approved = viewed(desk.decide(id, fresh, true));
    assertThat(approved.state()).isEqualTo(ApprovalState.APPROVED);
    assertThat(approved.votes().get(0).auth()).isEqualTo("oidc");
  }

  @Test
  void second_learnsWhoDecidedAndWhen() {
    Desk desk = new Desk(policy(rule()));
    String id = desk.ask(REFUND).id();
    desk.decide(id, ANA, true);
    ApprovalReply late = desk.decide(id, BEN, false);
    assertThat(problem(late)).isEqualTo(Problem.ALREADY_DECIDED);
    assertThat(text(late))
        .isEqualTo("approval " + id + " is APPROVED by ana at 2026-11-26T12:00:00Z");
  }

  @Test
  void quorum_countsPeopleNotVotes() {
    Desk desk = new Desk(policy(rule().quorum(2)));
    String id = desk.ask(REFUND).id();
    assertThat(viewed(desk.decide(id, ANA, true)).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(viewed(desk.decide(id, ANA, true)).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(viewed(desk.decide(id, BEN, true)).state()).isEqualTo(ApprovalState.APPROVED);
  }

  @Test
  void changedVote_isTheOneThatCounts() {
    Desk desk = new Desk(policy(rule().quorum(2).denyQuorum(2)));
    String id = desk.ask(REFUND).id();
    desk.decide(id, ANA, true);
    desk.decide(id, ANA, false);
    assertThat(viewed(desk.decide(id, BEN, true)).state()).isEqualTo(ApprovalState.PENDING);
    assertThat(viewed(desk.decide(id, ANA, true)).state()).isEqualTo(ApprovalState.APPROVED);
  }

  @Test
  void denial_winsOverAnyNumberWhoApprove() {
    Desk desk = new Desk(policy(rule().quorum(3)));
    String id = desk.ask(REFUND).id();
    desk.decide(id, ANA, true);
    desk.decide(id, BEN, true);
    Approval denied = viewed(desk.decide(id, person("cleo", ROLE), false));
    assertThat(denied.state()).isEqualTo(ApprovalState.DENIED);
    assertThat(denied.reason()).isEqualTo("no");
  }

  @Test
  void answerToAnOlderVersion_isRefused() {
    Desk desk = new Desk(policy(rule().quorum(2)));
    String id = desk.ask(REFUND).id();
    desk.decide(id, ANA, true);
    Answer stale = new Answer(id, "x", BEN, true, "", seen(1), null);
    ApprovalReply reply = desk.take(Deciding.decide(desk.state, desk.policy, desk.now, stale));
    assertThat(problem(reply)).isEqualTo(Problem.CHANGED_MEANWHILE);
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void repeatedAnswer_countsOnce() {
    Desk desk = new Desk(policy(rule().quorum(2)));
    String id = desk.ask(REFUND).id();
    Answer answer = new Answer(id, "same", ANA, true, "", seen(1), null);
    desk.take(Deciding.decide(desk.state, desk.policy, desk.now, answer));
    ApprovalReply again = desk.take(Deciding.decide(desk.state, desk.policy, desk.now, answer));
    assertThat(viewed(again).version()).isEqualTo(2);
    assertThat(viewed(again).votes()).hasSize(1);
  }

  @Test
  void answer_keepsWhatWasShown() {
    Desk desk = new Desk(policy(rule().quorum(3).mayEdit()));
    String id = desk.ask(REFUND).id();
    Deciding.Seen page = new Deciding.Seen(Channel.PAGE, 1, "digest");
    Answer answer = new Answer(id, "d", ANA, true, "", page, null);
    desk.take(Deciding.decide(desk.state, desk.policy, desk.now, answer));
    desk.decide(id, BEN, true, "less", arguments("{'amount':120}"));
    desk.decide(id, person("cleo", ROLE), true);
    String asked = Digest.of("{\"amount\":250}");
    String edited = Digest.of("{\"amount\":120}");
    assertThat(desk.state.get(id).votes())
        .extracting(Vote::shown)
        .containsExactly(
            new Shown(Channel.PAGE, 1, asked, "digest"),
            new Shown(Channel.API, 2, edited, null),
            new Shown(Channel.API, 3, edited, null));
  }

  @Test
  void answerOfAVersionThatDidNotNoteWhatWasShown_isRead() {
    Desk desk = new Desk(policy(rule()));
    String id = desk.ask(REFUND).id();
    String old =
        """
        {"approval":"%s","vote":{"request":"d","by":"ana","roles":[],"auth":"token","address":"",
        "approve":true,"reason":"","hash":"%s","at":"2026-11-26T12:00:00Z"},"edited":null}
        """
            .formatted(id, REFUND.hash());
    Entry row = new Entry("approval_decided", id, "PENDING", null, "ana", old);
    Approvals after = ApprovalLog.event(row).on(desk.state);
    assertThat(after.get(id).votes()).extracting(Vote::shown).containsExactly((Shown) null);
  }

  @Test
  void edit_isWhatIsApproved() {
    Desk desk = new Desk(policy(rule().mayEdit()));
    String id = desk.ask(REFUND).id();
    Approval approved = viewed(desk.decide(id, ANA, true, "less", arguments("{'amount':120}")));
    String edited = refund("{'amount':120}").hash();
    assertThat(approved.proposedHash()).isEqualTo(edited);
    Map<String, Set<String>> roles = Map.of("ana", Set.of(ROLE));
    assertThat(problem(desk.consume(id, REFUND.hash(), roles))).isEqualTo(Problem.HASH_MISMATCH);
    assertThat(viewed(desk.consume(id, edited, roles)).state()).isEqualTo(ApprovalState.CONSUMED);
  }

  @Test
  void edit_endsEarlierApprovalsOfOtherArguments() {
    Desk desk = new Desk(policy(rule().mayEdit().quorum(2)));
    String id = desk.ask(REFUND).id();
    desk.decide(id, ANA, true);
    desk.decide(id, BEN, true, "", arguments("{'amount':120}"));
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.PENDING);
    assertThat(viewed(desk.decide(id, ANA, true)).state()).isEqualTo(ApprovalState.APPROVED);
  }

  @Test
  void edit_isRefusedWhereTheRuleOrAnotherRuleSaysSo() {
    Desk desk = new Desk(policy(rule()));
    String id = desk.ask(REFUND).id();
    assertThat(problem(desk.decide(id, ANA, true, "", arguments("{'amount':1}"))))
        .isEqualTo(Problem.NOT_EDITABLE);
    Desk strict =
        new Desk(
            policy(rule().name("huge").when("args.amount > 1000"), rule().name("any").mayEdit()));
    String small = strict.ask(REFUND).id();
    ApprovalReply reply = strict.decide(small, ANA, true, "", arguments("{'amount':5000}"));
    assertThat(text(reply))
        .isEqualTo("with these arguments rule huge holds it: have it asked for so");
  }

  @Test
  void decisionAfterItsTime_isRefusedBeforeAnyTick() {
    Desk desk = new Desk(policy(rule().decideWithin(Duration.ofHours(8))));
    String id = desk.ask(REFUND).id();
    desk.now = desk.now.plus(Duration.ofHours(8));
    ApprovalReply reply = desk.decide(id, ANA, true);
    assertThat(problem(reply)).isEqualTo(Problem.ALREADY_DECIDED);
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.EXPIRED);
  }
}
