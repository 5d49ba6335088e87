/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.BOB;
import static dev.aiops.approval.budget.Fixtures.DESK;
import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.SHOP;
import static dev.aiops.approval.budget.Fixtures.after;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.changed;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.GovernReply.GovernRejected;
import dev.aiops.approval.budget.GovernReply.Governed;
import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.budget.LeaseReply.Stop;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoverningTest {

  private final Governing governing = new Governing(Limits.DEFAULT);
  private final Granting granting = new Granting(Limits.DEFAULT);
  private final Settling settling = new Settling(Limits.DEFAULT);

  @Test
  void loweredCap_grantsNothingUntilDrained() {
    Budgets state = granted(inForce(budget("red").build()), "r1", DESK, "60");
    state = changed(state, NOON, budget("red").cap(usd("50")).build());
    Standing standing = standing(state);
    assertThat(standing.cap()).isEqualTo(usd("50"));
    assertThat(standing.draining()).isEqualTo(usd("10"));
    assertThat(standing.remaining()).isZero();
    assertThat(ask(state, "r2", SHOP, "0.01")).isInstanceOf(GrantReply.NotGranted.class);
    state = after(state, settling.close(state, NOON, report("5")));
    assertThat(standing(state).draining()).isZero();
    assertThat(ask(state, "r3", SHOP, "45")).isInstanceOf(GrantReply.Granted.class);
  }

  @Test
  void raisedCap_holdsAtOnceAndItsRowCarriesTheFigures() {
    Budgets state = granted(inForce(budget("red").build()), "r1", DESK, "60");
    Policy raised = Policy.of(List.of(budget("red").cap(usd("200")).build()));
    Decided<Budgets, GovernReply> decided = governing.policy(state, NOON, raised, "ada");
    assertThat(decided.entries())
        .extracting("kind")
        .containsExactly("policy_effective", "cap_changed");
    assertThat(decided.entries().get(1).amounts())
        .isEqualTo(new Entry.Amounts("red", LocalDate.of(2026, 11, 26), usd("200"), 0, usd("60")));
    assertThat(standing(after(state, decided)).remaining()).isEqualTo(usd("140"));
  }

  @Test
  void samePolicyAgain_isNoRow() {
    Budgets state = inForce(budget("red").build());
    assertThat(governing.policy(state, NOON, state.policy(), "ada").entries()).isEmpty();
  }

  @Test
  void dayThatIsOver_keepsItsCap() {
    Budgets state = granted(inForce(budget("red").build()), "r1", DESK, "60");
    Instant tomorrow = Instant.parse("2026-11-27T09:00:00Z");
    state = changed(state, tomorrow, budget("red").cap(usd("10")).build());
    assertThat(state.day("red", NOON.atZone(ZoneOffset.UTC).toLocalDate()).cap())
        .isEqualTo(usd("100"));
  }

  @Test
  void removedBudget_drainsAndComesBackWhereItWas() {
    Budgets state = granted(inForce(budget("red").build()), "r1", DESK, "60");
    state = changed(state, NOON, budget("blue").build());
    assertThat(Governing.standings(state, NOON).draining())
        .extracting("budget")
        .containsExactly("red");
    Decided<Budgets, LeaseReply> reported = settling.report(state, NOON, report("5"));
    assertThat(((LeaseView) reported.reply()).stop()).isEqualTo(Stop.BUDGET_REMOVED);
    state = after(state, reported);
    state = changed(state, NOON, budget("red").build());
    assertThat(standing(state).spent()).isEqualTo(usd("5"));
  }

  @Test
  void halt_needsTheRoleAReasonAndABudget() {
    Budgets state = inForce(budget("red").build());
    assertThat(text(governing.halt(state, NOON, "red", Fixtures.order(BOB, "x"))))
        .isEqualTo("bob lacks the role admin for this");
    assertThat(text(governing.halt(state, NOON, "red", Fixtures.order(Fixtures.ADMIN, ""))))
        .isEqualTo("give the reason: it is kept for the audit");
    assertThat(text(governing.halt(state, NOON, "blue", Fixtures.order(Fixtures.ADMIN, "x"))))
        .isEqualTo("the policy in force has no budget blue");
  }

  @Test
  void halt_repeatedAfterItsResume_doesNothing() {
    AdminOrder halt = Fixtures.order(Fixtures.ADMIN, "runaway");
    AdminOrder resume = Fixtures.order(Fixtures.ADMIN, "fixed");
    Budgets state = inForce(budget("red").build());
    state = after(state, governing.halt(state, NOON, "red", halt));
    assertThat(state.halted()).containsEntry("red", "runaway");
    state = after(state, governing.resume(state, NOON, "red", resume));
    Decided<Budgets, GovernReply> again = governing.halt(state, NOON, "red", halt);
    assertThat(again.entries()).isEmpty();
    assertThat(((Governed) again.reply()).halted()).isEmpty();
    assertThat(text(governing.resume(state, NOON, "red", halt)))
        .isEqualTo("request id " + halt.request() + " belongs to another order");
  }

  private Budgets granted(Budgets state, String request, Holder holder, String need) {
    return after(
        state, granting.grant(state, NOON, new GrantRequest(request, "red", holder, usd(need))));
  }

  private GrantReply ask(Budgets state, String request, Holder holder, String need) {
    return granting.grant(state, NOON, new GrantRequest(request, "red", holder, usd(need))).reply();
  }

  private static Report report(String spent) {
    return new Report("red:2026-11-26:1", DESK, new Counters(1, usd(spent), 0, 0, 0));
  }

  private static Standing standing(Budgets state) {
    Governed governed = Governing.standings(state, NOON);
    return governed.standings().get(0);
  }

  private static String text(Decided<Budgets, GovernReply> decided) {
    return ((GovernRejected) decided.reply()).text();
  }
}
