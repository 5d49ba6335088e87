/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.ADMIN;
import static dev.aiops.approval.budget.Fixtures.BOB;
import static dev.aiops.approval.budget.Fixtures.DESK;
import static dev.aiops.approval.budget.Fixtures.FINANCE;
import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.budget.RaiseReply.RaiseRejected;
import dev.aiops.approval.budget.RaiseReply.RaiseView;
import dev.aiops.approval.log.Committed;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RaisingTest {

  private static final String RAISE = "red:2026-11-26:1";

  private final Raising raising = new Raising();
  private Budgets state = inForce(budget("red").build());
  private Instant now = NOON;
  private long seq;

  @Test
  void approved_addsToTodaysCapOnly() {
    assertThat(((RaiseView) ask("r1", BOB, "20")).state()).isEqualTo("pending");
    RaiseView view = (RaiseView) decide(FINANCE, true);
    assertThat(view.state()).isEqualTo("approved");
    assertThat(view.standing().cap()).isEqualTo(usd("120"));
    now = Instant.parse("2026-11-27T00:00:00Z");
    assertThat(Governing.standings(state, now).standings().get(0).cap()).isEqualTo(usd("100"));
  }

  @Test
  void approved_letsTheRefusedCallPass() {
    Granting granting = new Granting(Limits.DEFAULT);
    GrantRequest dear = new GrantRequest("g1", "red", DESK, usd("110"));
    assertThat(granting.grant(state, now, dear).reply()).isInstanceOf(GrantReply.NotGranted.class);
    ask("r1", BOB, "20");
    decide(FINANCE, true);
    assertThat(granting.grant(state, now, dear).reply()).isInstanceOf(GrantReply.Granted.class);
  }

  @Test
  void denied_changesNothing() {
    ask("r1", BOB, "20");
    RaiseView view = (RaiseView) decide(FINANCE, false);
    assertThat(view.state()).isEqualTo("denied");
    assertThat(view.standing().cap()).isEqualTo(usd("100"));
    assertThat(text(decide(FINANCE, true))).isEqualTo("request " + RAISE + " is denied already");
  }

  @Test
  void askedTwice_isOneRequest() {
    ask("r1", BOB, "20");
    RaiseView second = (RaiseView) ask("r2", BOB, "30");
    assertThat(second.raise()).hasToString(RAISE);
    assertThat(second.amount()).isEqualTo(usd("20"));
  }

  @Test
  void approvedTwice_countsOnce() {
    ask("r1", BOB, "20");
    decide(FINANCE, true);
    assertThat(((RaiseView) decide(FINANCE, true)).standing().cap()).isEqualTo(usd("120"));
  }

  @Test
  void withoutTheRole_mayNotDecide() {
    ask("r1", BOB, "20");
    assertThat(text(decide(ADMIN, true))).isEqualTo("ada has no role that may raise red");
  }

  @Test
  void whoAsked_mayNotDecide() {
    ask("r1", new Actor("fay", Set.of()), "20");
    assertThat(text(decide(FINANCE, true))).isEqualTo("fay asked for this, so another must decide");
  }

  @Test
  void afterMidnight_isOver() {
    ask("r1", BOB, "20");
    now = Instant.parse("2026-11-27T00:00:00Z");
    assertThat(text(decide(FINANCE, true)))
        .isEqualTo("the day of request " + RAISE + " is over: ask anew for today");
  }

  @Test
  void budgetThatNobodyMayRaise_saysSo() {
    state = inForce(budget("red").raisedBy().build());
    assertThat(text(ask("r1", BOB, "20")))
        .isEqualTo("nobody may raise budget red: name a role in its raised_by");
  }

  @Test
  void impossibleAsks_areRefused() {
    assertThat(text(ask("r1", BOB, "0")))
        .isEqualTo("ask for more than 0 and at most 1000000000 dollars");
    RaiseRequest silent = new RaiseRequest("r1", "red", 1, BOB, "");
    assertThat(text(raising.request(state, now, silent).reply())).startsWith("give the reason");
    RaiseRequest other = new RaiseRequest("r1", "blue", 1, BOB, "x");
    assertThat(text(raising.request(state, now, other).reply()))
        .isEqualTo("the policy in force has no budget blue");
  }

  @Test
  void manyUndecided_areBounded() {
    for (int i = 0; i < 20; i++) {
      ask("r" + i, new Actor("bob-" + i, Set.of()), "1");
    }
    assertThat(text(ask("r", BOB, "1"))).startsWith("20 requests for red are undecided");
  }

  @Test
  void pending_isWhatWaitsOfDaysThatAreNotOver_inOrder() {
    for (int i = 1; i <= 11; i++) {
      ask("r" + i, new Actor("bob-" + i, Set.of()), i + "");
    }
    decide(FINANCE, true);
    List<PendingRaise> waiting = Raising.pending(state, now);
    assertThat(waiting)
        .extracting(PendingRaise::requester)
        .startsWith("bob-2", "bob-3")
        .endsWith("bob-10", "bob-11");
    assertThat(waiting.get(0).amount()).isEqualTo(usd("2"));
    assertThat(waiting.get(0).reason()).isEqualTo("month end");
    assertThat(waiting.get(0).standing().cap()).as("with the one approved").isEqualTo(usd("101"));
    now = Instant.parse("2026-11-27T00:00:00Z");
    assertThat(Raising.pending(state, now)).isEmpty();
  }

  @Test
  void pending_ofSeveralBudgets_isInTheOrderOfItsRows() {
    state = inForce(budget("blue").build(), budget("red").build());
    ask("r1", BOB, "1");
    now = now.plusSeconds(60);
    askOf("blue", "r2");
    assertThat(Raising.pending(state, now))
        .extracting(raise -> raise.standing().budget() + " " + raise.at())
        .containsExactly("red 2026-11-26T12:00:00Z", "blue 2026-11-26T12:01:00Z");
  }

  @Test
  void decided_saysWhoWhenHowAndWhy() {
    ask("r1", BOB, "20");
    assertThat(Raising.decided(state)).isEmpty();
    now = now.plusSeconds(300);
    decide(FINANCE, true);
    assertThat(Raising.decided(state))
        .containsExactly(
            new DecidedRaise(
                new DayId("red", LocalDate.of(2026, 11, 26), 1),
                usd("20"),
                "bob",
                "month end",
                true,
                now,
                "fay",
                "fine",
                new DecidedAs(List.of("finance"), "token", "10.0.0.7", Channel.API)));
    assertThat(Raising.pending(state, now)).isEmpty();
  }

  @Test
  void rowOfAVersionThatDidNotNoteHow_isRead_andAnyOtherGapIsNot() {
    ask("r1", BOB, "20");
    String old =
        "{\"raise\":\"red:2026-11-26:1\",\"decision\":\"DENIED\",\"by\":\"fay\",\"reason\":\"no\"}";
    Entry row = new Entry("raise_decided", RAISE, "denied", null, "fay", old);
    state = BudgetLog.apply(state, new Committed(9, now, "w", row, "", ""));
    assertThat(Raising.decided(state).get(0).said()).isEqualTo("no");
    assertThat(Raising.decided(state).get(0).as()).as("not known").isNull();
    String gap = old.replace(",\"reason\":\"no\"", "");
    Entry broken = new Entry("raise_decided", RAISE, "denied", null, "fay", gap);
    assertThatThrownBy(() -> BudgetLog.apply(state, broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reason");
  }

  private void askOf(String name, String request) {
    commit(
        raising.request(state, now, new RaiseRequest(request, name, usd("1"), BOB, "month end")));
  }

  private RaiseReply ask(String request, Actor by, String amount) {
    return commit(
        raising.request(
            state, now, new RaiseRequest(request, "red", usd(amount), by, "month end")));
  }

  private RaiseReply decide(Actor actor, boolean approve) {
    return commit(raising.decide(state, now, RAISE, Fixtures.verdict(actor, approve)));
  }

  private RaiseReply commit(Decided<Budgets, RaiseReply> decided) {
    for (Entry entry : decided.entries()) {
      state = BudgetLog.apply(state, new Committed(++seq, now, "w", entry, "", ""));
    }
    return decided.reply();
  }

  private static String text(RaiseReply reply) {
    return ((RaiseRejected) reply).text();
  }
}
