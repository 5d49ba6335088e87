/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.budget;

import static dev.aiops.approval.budget.Fixtures.ADMIN;
import static dev.aiops.approval.budget.Fixtures.DESK;
import static dev.aiops.approval.budget.Fixtures.NOON;
import static dev.aiops.approval.budget.Fixtures.SHOP;
import static dev.aiops.approval.budget.Fixtures.after;
import static dev.aiops.approval.budget.Fixtures.budget;
import static dev.aiops.approval.budget.Fixtures.inForce;
import static dev.aiops.approval.budget.Fixtures.order;
import static dev.aiops.approval.budget.Fixtures.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.GrantReply.Granted;
import dev.aiops.approval.budget.GrantReply.NotGranted;
import dev.aiops.approval.budget.GrantReply.Reason;
import dev.aiops.approval.log.Decided;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantingTest {

  private final Granting granting = new Granting(Limits.DEFAULT);
  private Budgets state = inForce(budget("red").build());
  private Instant now = NOON;

  @Test
  void firstGrant_takesATwentiethOfTheCapAhead() {
    Granted granted = granted("r1", DESK, "0.10");
    assertThat(granted.lease()).hasToString("red:2026-11-26:1");
    assertThat(granted.amount()).isEqualTo(usd("5"));
    assertThat(granted.spendForSeconds()).isEqualTo(120);
    assertThat(granted.standing().leased()).isEqualTo(usd("5"));
    assertThat(granted.standing().remaining()).isEqualTo(usd("95"));
  }

  @Test
  void secondGrant_addsToTheSameLeaseAndOnlyWhatIsNotIdle() {
    granted("r1", DESK, "0.10");
    Granted more = granted("r2", DESK, "0.10");
    assertThat(more.lease()).hasToString("red:2026-11-26:1");
    assertThat(more.amount()).isEqualTo(usd("0.10"));
    assertThat(more.granted()).isEqualTo(usd("5.10"));
  }

  @Test
  void repeatedRequest_isAnsweredAsItWas() {
    Granted first = granted("r1", DESK, "0.10");
    Decided<Budgets, GrantReply> again = ask("r1", DESK, "0.10");
    assertThat(again.entries()).isEmpty();
    assertThat(again.reply()).isEqualTo(first);
  }

  @Test
  void requestRepeatedAfterMidnight_isTheOldGrantAndMayNotBeSpent() {
    granted("r1", DESK, "0.10");
    now = Instant.parse("2026-11-27T00:00:00Z");
    Granted again = (Granted) ask("r1", DESK, "0.10").reply();
    assertThat(again.lease()).hasToString("red:2026-11-26:1");
    assertThat(again.spendForSeconds()).isZero();
  }

  @Test
  void requestOfAnother_isRefused() {
    granted("r1", DESK, "0.10");
    assertThat(refused("r1", SHOP, "0.10").reason()).isEqualTo(Reason.REQUEST_REUSED);
  }

  @Test
  void nearTheCap_eachCallIsGrantedByItself() {
    granted("r1", DESK, "97");
    assertThat(granted("r2", SHOP, "1").amount()).isEqualTo(usd("1"));
  }

  @Test
  void moreThanIsLeft_isRefusedWithEveryFigure() {
    state = inForce(budget("red").zone(ZoneId.of("Europe/Berlin")).build());
    granted("r1", DESK, "90");
    report(90);
    NotGranted refused = refused("r2", SHOP, "12.50");
    assertThat(refused.reason()).isEqualTo(Reason.CAP_REACHED);
    assertThat(refused.retryAfterSeconds()).isNull();
    assertThat(refused.text())
        .isEqualTo(
            "budget red has too little left for 12.50 USD; on 2026-11-26 cap 100.00 USD, spent 90.00"
                + " USD, in open leases 0.00 USD, of that idle 0.00 USD; the day ends in 11 h 0 min;"
                + " the cap for today may be raised by finance");
  }

  @Test
  void moneyIdleElsewhere_isRecalledOnceAndTheAskerMayRetry() {
    granted("r1", DESK, "90");
    Decided<Budgets, GrantReply> first = ask("r2", SHOP, "12.50");
    assertThat(first.entries()).extracting("kind").containsExactly("leases_recalled");
    state = after(state, first);
    Decided<Budgets, GrantReply> second = ask("r3", SHOP, "12.50");
    assertThat(second.entries()).isEmpty();
    NotGranted refused = (NotGranted) second.reply();
    assertThat(refused.reason()).isEqualTo(Reason.HELD_IN_LEASES);
    assertThat(refused.retryAfterSeconds()).isEqualTo(1);
    assertThat(refused.standing()).extracting(Standing::unanswered).isEqualTo(1);
    assertThat(refused.text()).contains("open leases were asked to give back", "idle 90.00 USD");
  }

  @Test
  void moneyIdleWithTheAskerItself_isNotWaitedFor() {
    granted("r1", DESK, "90");
    NotGranted refused = refused("r2", DESK, "10.01");
    assertThat(refused.reason()).isEqualTo(Reason.CAP_REACHED);
    assertThat(granted("r3", DESK, "10").granted()).isEqualTo(usd("100"));
  }

  @Test
  void moneyReservedByTheAskerItself_mayComeBack() {
    granted("r1", DESK, "90");
    Report busy = new Report("red:2026-11-26:1", DESK, new Counters(1, 0, usd("90"), 0, 0));
    state = after(state, new Settling(Limits.DEFAULT).report(state, now, busy));
    NotGranted refused = (NotGranted) ask("r2", DESK, "10.01").reply();
    assertThat(refused.reason()).isEqualTo(Reason.HELD_IN_LEASES);
  }

  @Test
  void moneyGivenBack_goesToTheAsker() {
    granted("r1", DESK, "90");
    state = after(state, ask("r2", SHOP, "12.50"));
    Report gives = new Report("red:2026-11-26:1", DESK, new Counters(1, 0, usd("2"), usd("88"), 0));
    state = after(state, new Settling(Limits.DEFAULT).report(state, now, gives));
    assertThat(granted("r3", SHOP, "12.50").granted()).isEqualTo(usd("12.50"));
  }

  @Test
  void callAboveMaxLease_isRefused() {
    state = inForce(budget("red").maxLease(usd("0.50")).build());
    assertThat(refused("r1", DESK, "0.51").text())
        .startsWith("one call may cost 0.51 USD, more than max_lease of budget red allows");
    assertThat(granted("r2", DESK, "0.50").amount()).isEqualTo(usd("0.50"));
  }

  @Test
  void observingBudget_grantsBeyondItsCapAndSaysSo() {
    state = inForce(budget("red").mode(Mode.OBSERVE).build());
    granted("r1", DESK, "99");
    Granted beyond = granted("r2", SHOP, "7");
    assertThat(beyond.beyondCap()).isTrue();
    assertThat(beyond.amount()).isEqualTo(usd("7"));
  }

  @Test
  void haltedBudget_grantsNothingUntilResumed() {
    Governing governing = new Governing(Limits.DEFAULT);
    state = after(state, governing.halt(state, now, "red", order(ADMIN, "runaway")));
    assertThat(refused("r1", DESK, "1").text()).startsWith("budget red is halted: runaway");
    state = after(state, governing.resume(state, now, "red", order(ADMIN, "fixed")));
    granted("r1", DESK, "1");
  }

  @Test
  void crashLoop_isBounded() {
    for (int i = 0; i < Limits.DEFAULT.leasesPerMinute(); i++) {
      granted("r" + i, new Holder("desk", "host", "p" + i), "0.01");
    }
    NotGranted refused = refused("r", new Holder("desk", "host", "p"), "0.01");
    assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_LEASES);
    now = now.plus(Duration.ofSeconds(61));
    granted("r", new Holder("desk", "host", "p"), "0.01");
  }

  @Test
  void unknownBudget_isRefused() {
    GrantRequest request = new GrantRequest("r", "blue", DESK, 1);
    assertThat(((NotGranted) granting.grant(state, now, request).reply()).text())
        .isEqualTo("the policy in force has no budget blue: read the policy again");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1000000000000000001", "9223372036854775807"})
  void impossibleAmounts_areRefused(long need) {
    GrantRequest request = new GrantRequest("r", "red", DESK, need);
    NotGranted refused = (NotGranted) granting.grant(state, now, request).reply();
    assertThat(refused.reason()).isEqualTo(Reason.BAD_REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin,2026-03-29T00:30:00Z,2026-03-29,77400",
    "Europe/Berlin,2026-03-28T23:00:00Z,2026-03-29,82800",
    "Europe/Berlin,2026-10-24T22:00:00Z,2026-10-25,90000",
    "Pacific/Kiritimati,2026-11-26T10:00:00Z,2026-11-27,86400",
    "Etc/GMT+12,2026-11-26T11:59:59Z,2026-11-25,1",
    "Australia/Lord_Howe,2026-10-03T13:30:00Z,2026-10-04,84600"
  })
  void day_isTheBudgetsOwnAndEndsAtItsMidnight(String zone, Instant at, String day, long left) {
    state = Fixtures.changed(Budgets.EMPTY, at, budget("red").zone(ZoneId.of(zone)).build());
    now = at;
    Granted granted = granted("r1", DESK, "1");
    assertThat(granted.lease()).hasToString("red:" + day + ":1");
    assertThat(granted.standing().secondsLeft()).isEqualTo(left);
    assertThat(granted.spendForSeconds()).isEqualTo(Math.min(120, left));
  }

  @Test
  void newDay_hasItsWholeCapAndANewLease() {
    granted("r1", DESK, "100");
    now = Instant.parse("2026-11-27T00:00:00Z");
    Granted tomorrow = granted("r2", DESK, "100");
    assertThat(tomorrow.lease()).hasToString("red:2026-11-27:1");
  }

  @Test
  void clockALittleBehind_goesOnWithTheDayThatHasBegun() {
    now = Instant.parse("2026-11-27T00:00:01Z");
    granted("r1", DESK, "1");
    now = Instant.parse("2026-11-26T23:58:00Z");
    assertThat(granted("r2", SHOP, "1").lease()).hasToString("red:2026-11-27:2");
  }

  private void report(long spentUsd) {
    Counters counters = new Counters(1, usd(Long.toString(spentUsd)), 0, 0, 0);
    Report report = new Report("red:2026-11-26:1", DESK, counters);
    state = after(state, new Settling(Limits.DEFAULT).report(state, now, report));
  }

  private Decided<Budgets, GrantReply> ask(String request, Holder holder, String need) {
    return granting.grant(state, now, new GrantRequest(request, "red", holder, usd(need)));
  }

  private Granted granted(String request, Holder holder, String need) {
    Decided<Budgets, GrantReply> decided = ask(request, holder, need);
    state = after(state, decided);
    return (Granted) decided.reply();
  }

  private NotGranted refused(String request, Holder holder, String need) {
    Decided<Budgets, GrantReply> decided = ask(request, holder, need);
    assertThat(decided.entries()).isEmpty();
    return (NotGranted) decided.reply();
  }
}
