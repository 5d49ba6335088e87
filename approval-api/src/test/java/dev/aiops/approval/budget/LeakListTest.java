/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.DESK;
import static dev.aiops.approval.budget.Fixtures.DESK_AGAIN;
import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.SHOP;
import static dev.aiops.approval.budget.Fixtures.after;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.approval.budget.GrantReply.Granted;
import dev.aiops.approval.budget.GrantReply.NotGranted;
import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/**
 * The ways in which other caps leak, as far as the control plane's state answers them. Three are
 * answered where the call is made, by the agent: a reservation write that fails must refuse (5),
 * batch jobs and routes without a price (10), and bills multiplied by retries and fallbacks (11).
 */
class LeakListTest {

  private final Granting granting = new Granting(Limits.DEFAULT);
  private final Settling settling = new Settling(Limits.DEFAULT);
  private Budgets state = inForce(budget("red").build());

  @Test
  void leak1_twoAsksDecidedOnTheSameState_secondIsDecidedAnew() {
    Decided<Budgets, GrantReply> first = ask("r1", DESK, "60");
    Decided<Budgets, GrantReply> second = ask("r2", SHOP, "60");
    assertThat(second.reply()).isInstanceOf(Granted.class);
    state = after(state, first);
    assertThat(ask("r2", SHOP, "60").reply()).isInstanceOf(NotGranted.class);
  }

  @Test
  void leak2_firstRequestsOfSomebodyNew_areBoundLikeAllOthers() {
    for (int i = 0; i < 50; i++) {
      state = after(state, ask("r" + i, new Holder("new-" + i, "h", "p" + i), "30"));
    }
    assertThat(standing().spent() + standing().leased()).isLessThanOrEqualTo(usd("100"));
  }

  @Test
  void leak3_reservationOfACancelledCall_comesBackWithItsSettlement() {
    state = after(state, ask("r1", DESK, "100"));
    report(DESK, new Counters(1, 0, usd("100"), 0, 0));
    assertThat(ask("r2", SHOP, "90").reply()).isInstanceOf(NotGranted.class);
    report(DESK, new Counters(2, usd("10"), 0, usd("90"), 0));
    assertThat(ask("r3", SHOP, "90").reply()).isInstanceOf(Granted.class);
  }

  @Test
  void leak4_cleanUpRepeated_countsOnce() {
    state = after(state, ask("r1", DESK, "10"));
    for (int i = 0; i < 3; i++) {
      Adoption adoption = new Adoption("red:2026-11-26:1", DESK_AGAIN, usd("4"), usd("2"));
      state = after(state, settling.adopt(state, NOON, adoption));
    }
    assertThat(standing().spent()).isEqualTo(usd("6"));
  }

  @Test
  void leak6_cancelledStream_isChargedInFullUnlessItsCostIsKnown() {
    state = after(state, ask("r1", DESK, "10"));
    Adoption killedMidStream = new Adoption("red:2026-11-26:1", DESK_AGAIN, 0, usd("2"));
    state = after(state, settling.adopt(state, NOON, killedMidStream));
    assertThat(standing().spent()).isEqualTo(usd("2"));
    assertThat(standing().estimated()).isEqualTo(usd("2"));
  }

  @Test
  void leak7_whatIsEnforced_isWhatIsRecorded() {
    state = after(state, ask("r1", DESK, "10"));
    report(DESK, new Counters(1, usd("3"), usd("1"), 0, 0));
    Decided<Budgets, LeaseReply> close = settling.close(state, NOON, closing());
    state = after(state, close);
    assertThat(standing().spent()).isEqualTo(usd("3.50"));
    assertThat(close.entries().get(0).amounts())
        .isEqualTo(
            new Entry.Amounts("red", LocalDate.of(2026, 11, 26), usd("100"), usd("3.50"), 0));
  }

  @Test
  void leak8_underLoad_onlyWhatIsReallyOutIsRefused() {
    for (int i = 0; i < 1_000; i++) {
      Holder holder = new Holder("desk-" + i, "h", "p" + i);
      Decided<Budgets, GrantReply> decided = ask("r" + i, holder, "0.05");
      assertThat(decided.reply()).isInstanceOf(Granted.class);
      state = after(state, decided);
      DayId lease = ((Granted) decided.reply()).lease();
      state =
          after(
              state,
              settling.close(
                  state,
                  NOON,
                  new Report(lease.toString(), holder, new Counters(1, usd("0.05"), 0, 0, 0))));
    }
    assertThat(standing().spent()).isEqualTo(usd("50"));
  }

  @Test
  void leak9_restart_knowsEveryGrantFromTheLog() {
    Decided<Budgets, GrantReply> grant = ask("r1", DESK, "90");
    state = after(inForce(budget("red").build()), grant);
    assertThat(ask("r2", SHOP, "11").reply()).isInstanceOf(NotGranted.class);
  }

  @Test
  void leak9_longSilence_doesNotMakeALeaseStale() {
    state = after(state, ask("r1", DESK, "90"));
    GrantRequest later = new GrantRequest("r2", "red", SHOP, usd("11"));
    assertThat(granting.grant(state, NOON.plus(Duration.ofHours(11)), later).reply())
        .isInstanceOf(NotGranted.class);
  }

  @Test
  void leak10_priceOfZero_cannotBeWritten() {
    assertThatThrownBy(() -> new UnknownPrice.Ceiling(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(UnknownPrice.REFUSE.ceiling()).isNull();
  }

  @Test
  void leak12_reportTwice_isSpentOnce() {
    state = after(state, ask("r1", DESK, "10"));
    report(DESK, new Counters(1, usd("3"), 0, 0, 0));
    report(DESK, new Counters(1, usd("3"), 0, 0, 0));
    report(DESK, new Counters(2, usd("3"), 0, 0, 0));
    assertThat(standing().spent()).isEqualTo(usd("3"));
  }

  @Test
  void leak13_refusal_namesTheBudgetAndItsFigures() {
    NotGranted refused = (NotGranted) ask("r1", DESK, "101").reply();
    assertThat(refused.text())
        .contains(
            "budget red", "101.00 USD", "cap 100.00 USD", "spent 0.00 USD", "raised by finance");
  }

  private static Report closing() {
    return new Report("red:2026-11-26:1", DESK, new Counters(2, usd("3.50"), 0, 0, 0));
  }

  private Decided<Budgets, GrantReply> ask(String request, Holder holder, String need) {
    return granting.grant(state, NOON, new GrantRequest(request, "red", holder, usd(need)));
  }

  private void report(Holder holder, Counters counters) {
    Report report = new Report("red:2026-11-26:1", holder, counters);
    state = after(state, settling.report(state, NOON, report));
  }

  private Standing standing() {
    return Governing.standings(state, NOON).standings().get(0);
  }
}
