/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.ADMIN;
import static dev.aiops.approval.budget.Fixtures.BOB;
import static dev.aiops.approval.budget.Fixtures.DESK;
import static dev.aiops.approval.budget.Fixtures.DESK_AGAIN;
import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.SHOP;
import static dev.aiops.approval.budget.Fixtures.after;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.order;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.LeaseReply.LeaseRejected;
import dev.aiops.approval.budget.LeaseReply.LeaseView;
import dev.aiops.approval.budget.LeaseReply.Problem;
import dev.aiops.approval.budget.LeaseReply.Stop;
import dev.aiops.approval.log.Decided;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DESK holds 10 dollars of a cap of 100. */
class SettlingTest {

  private static final String LEASE = "red:2026-11-26:1";

  private final Settling settling = new Settling(Limits.DEFAULT);
  private Budgets state = inForce(budget("red").build());
  private Instant now = NOON;

  @BeforeEach
  void deskHoldsTen() {
    grant("r0", DESK, "10");
  }

  @Test
  void report_movesMoneyFromLeasedToSpent() {
    LeaseView view = reported(counters(1, "3", "2", "0"));
    assertThat(view.standing().spent()).isEqualTo(usd("3"));
    assertThat(view.standing().leased()).isEqualTo(usd("7"));
    assertThat(view.standing().reserved()).isEqualTo(usd("2"));
    assertThat(view.stop()).isEqualTo(Stop.NONE);
  }

  @Test
  void olderReport_changesNothing() {
    reported(counters(2, "3", "0", "0"));
    LeaseView view = reported(counters(1, "1", "9", "0"));
    assertThat(view.standing().spent()).isEqualTo(usd("3"));
  }

  @Test
  void sameFigures_needNoRow() {
    reported(counters(1, "3", "0", "0"));
    assertThat(settling.report(state, now, report(DESK, counters(2, "3", "0", "0"))).entries())
        .isEmpty();
  }

  @Test
  void partGivenBack_mayBeGrantedToOthers() {
    LeaseView view = reported(counters(1, "3", "2", "5"));
    assertThat(view.standing().remaining()).isEqualTo(usd("95"));
    assertThat(view.granted()).isEqualTo(usd("10"));
  }

  @Test
  void moreThanWasReserved_isChargedInFullAndCounted() {
    LeaseView view = reported(new Counters(1, usd("130"), 0, 0, 1));
    assertThat(view.standing().spent()).isEqualTo(usd("130"));
    assertThat(view.standing().boundExceeded()).isEqualTo(1);
    assertThat(view.standing().draining()).isEqualTo(usd("30"));
    assertThat(state.day("red", view.lease().day()).totals().overdraft()).isEqualTo(usd("120"));
  }

  @ParameterizedTest
  @CsvSource({
    "2,-1,0,0,0",
    "2,0,-1,0,0",
    "2,0,0,-1,0",
    "2,5,0,0,-1",
    "0,5,0,0,0",
    "2,1000000000000000001,0,0,0",
    "2,5,9223372036854775807,0,0",
    "2,0,0,0,0",
    "2,5,0,10000000001,0"
  })
  void impossibleFigures_areRefusedAndChangeNothing(
      long s, long spent, long res, long ret, long over) {
    reported(new Counters(1, 5, 0, 0, 0));
    Budgets before = state;
    LeaseRejected rejected = rejectedReport(new Counters(s, spent, res, ret, over));
    assertThat(rejected.problem()).isEqualTo(Problem.IMPOSSIBLE);
    assertThat(rejected.text()).contains("the figures for lease " + LEASE + " cannot be");
    assertThat(state).isEqualTo(before);
  }

  @Test
  void sumsBeyondALong_areRefused() {
    for (int i = 1; i <= 12; i++) {
      grant("r" + i, shop(i), "0.01");
    }
    for (int i = 1; i <= 12; i++) {
      Counters huge = new Counters(1, Money.MAX, 0, 0, 1);
      Report report = new Report("red:2026-11-26:" + (i + 1), shop(i), huge);
      state = after(state, settling.report(state, now, report));
    }
    assertThat(state.day("red", NOON.atZone(ZoneOffset.UTC).toLocalDate()).totals().spent())
        .isEqualTo(9 * Money.MAX);
  }

  @Test
  void anothersLease_isRefused() {
    LeaseReply reply =
        settling.report(state, now, report(SHOP, counters(1, "1", "0", "0"))).reply();
    assertThat(((LeaseRejected) reply).problem()).isEqualTo(Problem.NOT_HOLDER);
  }

  @ParameterizedTest
  @CsvSource({"red:2026-11-26:2", "blue:2026-11-26:1", "red:2026-13-45:1", "nonsense", "''"})
  void unknownLease_isRefused(String lease) {
    LeaseReply reply =
        settling.report(state, now, new Report(lease, DESK, counters(1, "1", "0", "0"))).reply();
    assertThat(((LeaseRejected) reply).text())
        .isEqualTo("no lease " + lease + " is known: it never was, or was closed days ago");
  }

  @Test
  void close_givesTheRestBack() {
    LeaseView view = closed(counters(1, "3", "0", "0"));
    assertThat(view.state()).isEqualTo(LeaseState.RETURNED);
    assertThat(view.stop()).isEqualTo(Stop.CLOSED);
    assertThat(view.standing().remaining()).isEqualTo(usd("97"));
    assertThat(settling.close(state, now, report(DESK, counters(1, "3", "0", "0"))).entries())
        .isEmpty();
  }

  @Test
  void closeWithCallsUnderWay_isRefused() {
    LeaseReply reply = settling.close(state, now, report(DESK, counters(1, "3", "1", "0"))).reply();
    assertThat(((LeaseRejected) reply).problem()).isEqualTo(Problem.NOT_SETTLED);
  }

  @Test
  void reportOvertakenByItsClose_chargesNothing() {
    closed(counters(2, "3", "0", "0"));
    LeaseView view = reported(counters(1, "1", "8", "0"));
    assertThat(view.standing().spent()).isEqualTo(usd("3"));
  }

  @Test
  void adoption_chargesWhatWasUnderWayInFull() {
    reported(counters(4, "3", "0", "0"));
    LeaseView view = adopted(DESK_AGAIN, "4", "2");
    assertThat(view.charged()).isEqualTo(usd("6"));
    assertThat(view.standing().estimated()).isEqualTo(usd("2"));
    assertThat(view.standing().remaining()).isEqualTo(usd("94"));
    assertThat(settling.adopt(state, now, adoption(DESK_AGAIN, "4", "2")).entries()).isEmpty();
  }

  @Test
  void adoptionFromAnotherHost_isRefused() {
    LeaseReply reply = settling.adopt(state, now, adoption(SHOP, "4", "2")).reply();
    assertThat(((LeaseRejected) reply).problem()).isEqualTo(Problem.NOT_HOLDER);
  }

  @Test
  void adoptionWithAFileOlderThanTheLastReport_isRefused() {
    reported(counters(1, "3", "0", "0"));
    LeaseReply reply = settling.adopt(state, now, adoption(DESK_AGAIN, "2", "0")).reply();
    assertThat(((LeaseRejected) reply).problem()).isEqualTo(Problem.IMPOSSIBLE);
  }

  @Test
  void processAdoptedByMistake_isChargedWhatItSpendsAndGetsNoMore() {
    adopted(DESK_AGAIN, "1", "0");
    LeaseView view = reported(counters(9, "7", "0", "0"));
    assertThat(view.standing().spent()).isEqualTo(usd("7"));
    GrantReply reply =
        new Granting(Limits.DEFAULT)
            .grant(state, now, new GrantRequest("r9", "red", DESK, 1))
            .reply();
    assertThat(((GrantReply.NotGranted) reply).reason()).isEqualTo(GrantReply.Reason.LEASE_LOST);
  }

  @Test
  void release_needsTheRoleAndAReasonAndAPossibleCharge() {
    reported(counters(1, "3", "1", "0"));
    assertThat(release(BOB, "5", "gone").problem()).isEqualTo(Problem.FORBIDDEN);
    assertThat(release(ADMIN, "5", " ").problem()).isEqualTo(Problem.NO_REASON);
    assertThat(release(ADMIN, "3.99", "gone").text())
        .isEqualTo(
            "lease red:2026-11-26:1 can be charged 4.00 USD, which was reported used, to 10.00 USD,"
                + " which it may have used");
    Decided<Budgets, LeaseReply> done =
        settling.release(state, now, new Release(LEASE, usd("4"), order(ADMIN, "host is gone")));
    assertThat(done.entries()).extracting("actor").containsExactly("ada");
    assertThat(done.entries().get(0).body()).contains("\"reason\":\"host is gone\"");
    assertThat(((LeaseView) done.reply()).standing().remaining()).isEqualTo(usd("96"));
  }

  @Test
  void reportAfterMidnight_isBookedOnItsOwnDay() {
    now = Instant.parse("2026-11-27T00:00:05Z");
    LeaseView view = reported(counters(1, "10", "0", "0"));
    assertThat(view.stop()).isEqualTo(Stop.DAY_OVER);
    assertThat(view.spendForSeconds()).isZero();
    assertThat(view.standing().day()).hasToString("2026-11-26");
    assertThat(view.standing().spent()).isEqualTo(usd("10"));
  }

  @Test
  void silence_givesNothingBack() {
    now = now.plusSeconds(3600 * 11);
    assertThat(Governing.standings(state, now).standings().get(0).leased()).isEqualTo(usd("10"));
  }

  @Test
  void revokedProcess_isToldToStop() {
    state = after(state, settling.revoke(state, now, LEASE, order(ADMIN, "runaway")));
    assertThat(reported(counters(1, "1", "0", "0")).stop()).isEqualTo(Stop.REVOKED);
  }

  @Test
  void haltedBudget_tellsItsHoldersToStop() {
    state = after(state, new Governing(Limits.DEFAULT).halt(state, now, "red", order(ADMIN, "x")));
    assertThat(reported(counters(1, "1", "0", "0")).stop()).isEqualTo(Stop.HALTED);
  }

  private static Holder shop(int number) {
    return new Holder("shop", "host", "p" + number);
  }

  private static Counters counters(long seq, String spent, String reserved, String returned) {
    return new Counters(seq, usd(spent), usd(reserved), usd(returned), 0);
  }

  private static Report report(Holder holder, Counters counters) {
    return new Report(LEASE, holder, counters);
  }

  private static Adoption adoption(Holder adopter, String spent, String reserved) {
    return new Adoption(LEASE, adopter, usd(spent), usd(reserved));
  }

  private void grant(String request, Holder holder, String need) {
    GrantRequest grant = new GrantRequest(request, "red", holder, usd(need));
    state = after(state, new Granting(Limits.DEFAULT).grant(state, now, grant));
  }

  private LeaseView reported(Counters counters) {
    return commit(settling.report(state, now, report(DESK, counters)));
  }

  private LeaseRejected rejectedReport(Counters counters) {
    return (LeaseRejected) settling.report(state, now, report(DESK, counters)).reply();
  }

  private LeaseView closed(Counters counters) {
    return commit(settling.close(state, now, report(DESK, counters)));
  }

  private LeaseView adopted(Holder adopter, String spent, String reserved) {
    return commit(settling.adopt(state, now, adoption(adopter, spent, reserved)));
  }

  private LeaseRejected release(Actor actor, String charge, String reason) {
    return (LeaseRejected)
        settling.release(state, now, new Release(LEASE, usd(charge), order(actor, reason))).reply();
  }

  private LeaseView commit(Decided<Budgets, LeaseReply> decided) {
    state = after(state, decided);
    return (LeaseView) decided.reply();
  }
}
