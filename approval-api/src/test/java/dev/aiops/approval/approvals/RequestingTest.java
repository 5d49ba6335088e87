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
import static dev.aiops.approval.approvals.Fixtures.viewed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.approvals.ApprovalReply.NotNeeded;
import dev.aiops.approval.approvals.ApprovalReply.Problem;
import dev.aiops.approval.approvals.Fixtures.Desk;
import dev.aiops.approval.budget.ApprovalRule.Reuse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestingTest {

  private static final Action REFUND = refund("{'amount':250}");
  private static final Map<String, Set<String>> ROLES = Map.of("ana", Set.of(ROLE));

  @Test
  void noRule_holdsNothing() {
    Desk desk = new Desk(policy(rule().when("args.amount > 300")));
    assertThat(desk.ask(REFUND, "run", "r")).isEqualTo(new NotNeeded(desk.policy.version()));
    assertThat(desk.state).isEqualTo(Approvals.EMPTY);
  }

  @Test
  void firstRuleThatMatches_holds() {
    Desk desk =
        new Desk(
            policy(
                rule().name("huge").when("args.amount > 1000"),
                rule().name("large").when("args.amount > 100"),
                rule().name("any")));
    assertThat(desk.ask(REFUND).rule().name()).isEqualTo("large");
    assertThat(desk.ask(refund("{'amount':5}")).rule().name()).isEqualTo("any");
    assertThat(desk.ask(refund("{}")).rule().name()).as("in doubt").isEqualTo("huge");
  }

  @Test
  void unknownAgent_isHeldByEveryPattern() {
    Desk desk = new Desk(policy(rule().agents("refund-bot")));
    assertThat(desk.ask(refund("", "ruth", "{}"), "run", "r1"))
        .isInstanceOf(ApprovalReply.Viewed.class);
    assertThat(desk.ask(refund("chat-bot", "ruth", "{}"), "run", "r2"))
        .isInstanceOf(NotNeeded.class);
  }

  @Test
  void sameRequest_isAnsweredTheSame() {
    Desk desk = new Desk(policy(rule()));
    Approval first = viewed(desk.ask(REFUND, "", "r"));
    assertThat(viewed(desk.ask(REFUND, "", "r")).id()).isEqualTo(first.id());
    assertThat(problem(desk.ask(refund("{'amount':251}"), "", "r")))
        .isEqualTo(Problem.REQUEST_REUSED);
  }

  @Test
  void sameActionInTheRun_findsItsApprovalUntilItWasUsed() {
    Desk desk = new Desk(policy(rule()));
    String id = viewed(desk.ask(REFUND, "run", "r1")).id();
    assertThat(viewed(desk.ask(REFUND, "run", "r2")).id()).isEqualTo(id);
    desk.decide(id, person("ana", ROLE), true);
    assertThat(viewed(desk.ask(REFUND, "run", "r3")).state()).isEqualTo(ApprovalState.APPROVED);
    desk.consume(id, REFUND.hash(), ROLES);
    Approval next = viewed(desk.ask(REFUND, "run", "r4"));
    assertThat(next.id()).isNotEqualTo(id);
    assertThat(next.state()).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void otherRunOrArguments_findNothing() {
    Desk desk = new Desk(policy(rule()));
    String id = viewed(desk.ask(REFUND, "run", "r1")).id();
    assertThat(viewed(desk.ask(REFUND, "run-2", "r2")).id()).isNotEqualTo(id);
    assertThat(viewed(desk.ask(refund("{'amount':251}"), "run", "r3")).id()).isNotEqualTo(id);
    assertThat(viewed(desk.ask(REFUND, "", "r4")).id()).isNotEqualTo(id);
    assertThat(viewed(desk.ask(REFUND, "", "r5")).id())
        .as("no run is not one run")
        .isNotEqualTo(viewed(desk.ask(REFUND, "", "r4")).id());
  }

  @Test
  void reuseByService_findsAnApprovalOfAnotherRunButNoDenial() {
    Desk desk = new Desk(policy(rule().reuse(Reuse.SERVICE)));
    String id = viewed(desk.ask(REFUND, "run-1", "r1")).id();
    assertThat(viewed(desk.ask(REFUND, "run-2", "r2")).id()).isEqualTo(id);
    desk.decide(id, person("ana", ROLE), false);
    assertThat(viewed(desk.ask(REFUND, "run-1", "r3")).state()).isEqualTo(ApprovalState.DENIED);
    assertThat(viewed(desk.ask(REFUND, "run-3", "r4")).state()).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void approvalOfAnotherRule_isNotFound() {
    Desk desk = new Desk(policy(rule().name("old")));
    String id = viewed(desk.ask(REFUND, "run", "r1")).id();
    desk.policy = policy(rule().name("new"));
    assertThat(viewed(desk.ask(REFUND, "run", "r2")).id()).isNotEqualTo(id);
  }

  @Test
  void actionsOutsideAnyRun_doNotCountAsOfOne() {
    Desk desk = new Desk(policy(rule()));
    for (int i = 0; i <= 100; i++) {
      assertThat(desk.ask(refund("{'amount':" + i + "}"), "", "r" + i))
          .isInstanceOf(ApprovalReply.Viewed.class);
    }
  }

  @Test
  void runThatAsksWithoutEnd_isStopped() {
    Desk desk = new Desk(policy(rule()));
    for (int i = 0; i < 100; i++) {
      desk.ask(refund("{'amount':" + i + "}"));
    }
    assertThat(problem(desk.ask(refund("{'amount':100}"), "run-1", "more")))
        .isEqualTo(Problem.TOO_MANY_PENDING);
    assertThat(desk.ask(refund("{'amount':100}"), "run-2", "other"))
        .isInstanceOf(ApprovalReply.Viewed.class);
  }

  @Test
  void runThatWasStopped_goesOnOnceOneOfItsActionsIsDecided() {
    Desk desk = new Desk(policy(rule()));
    String first = desk.ask(refund("{'amount':0}")).id();
    for (int i = 1; i < 100; i++) {
      desk.ask(refund("{'amount':" + i + "}"));
    }
    assertThat(problem(desk.ask(refund("{'amount':100}"), "run-1", "early")))
        .isEqualTo(Problem.TOO_MANY_PENDING);
    desk.decide(first, person("ana", ROLE), false);
    assertThat(desk.state.pendingByRun()).containsExactlyEntriesOf(Map.of("run-1", 99));
    assertThat(desk.ask(refund("{'amount':100}"), "run-1", "late"))
        .isInstanceOf(ApprovalReply.Viewed.class);
  }

  @Test
  void pendingWithoutATime_staysForEver() {
    Desk desk = new Desk(policy(rule()));
    String id = desk.ask(REFUND).id();
    desk.pass(Duration.ofDays(10_000));
    assertThat(desk.stateOf(id)).isEqualTo(ApprovalState.PENDING);
  }

  @Test
  void endedOnes_areForgottenAfterTenThousandOthers() {
    Desk desk = new Desk(policy(rule()));
    Asked asked = desk.ask(REFUND).asked();
    String first = asked.id();
    desk.state = expired(desk.state, asked);
    for (int i = 0; i < 10_000; i++) {
      Asked next = again(asked, i);
      desk.state = expired(new ApprovalEvent.Requested(next).on(desk.state), next);
    }
    assertThat(desk.state.find(first)).isEmpty();
    assertThat(desk.state.all()).hasSize(10_000);
    assertThat(desk.state.byTime()).hasSize(10_000);
    assertThat(desk.state.names()).hasSize(10_000);
    assertThat(desk.state.pendingSize()).isZero();
    assertThat(desk.state.pendingByRun()).isEmpty();
  }

  private static Approvals expired(Approvals state, Asked asked) {
    return new ApprovalEvent.Expired(asked.id(), "late", "system", asked.at().plusMillis(1))
        .on(state);
  }

  private static Asked again(Asked asked, int number) {
    return new Asked(
        "apr_" + number,
        "request-" + number,
        asked.action(),
        "run-" + number,
        "",
        null,
        asked.hash(),
        asked.rule(),
        asked.policy(),
        asked.by(),
        asked.at().plusSeconds(number + 1L));
  }
}
