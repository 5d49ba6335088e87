/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What one call may set aside, and what it is charged. */
class ReservationTest {

  private final HandTicks ticks = new HandTicks();
  private final Money money = new Money(CounterFile.inMemory(), ticks);

  @Test
  void reserve_withinTheLease_setsAsideToTheLastNano() {
    Account account = money.account("b", 100);
    assertThat(Money.in(account).reserve(60)).isNull();
    assertThat(account.available()).isEqualTo(40);
    assertThat(Money.in(account).reserve(41)).isNotNull();
    assertThat(account.available()).as("a refusal leaves no trace").isEqualTo(40);
    assertThat(Money.in(account).reserve(40)).isNull();
    assertThat(account.available()).isZero();
    assertThat(Money.in(account).reserve(0)).as("free calls need no money").isNull();
  }

  @Test
  void reserve_refused_saysWhichBudgetAndItsNumbers() {
    Account account = money.account("b", 100);
    Reservation first = Money.in(account);
    first.reserve(30);
    first.settle(10);
    Money.in(account).reserve(50);
    assertThat(Money.in(account).reserve(41))
        .isEqualTo(new Refusal("b", Refusal.Reason.TOO_LITTLE, Money.DAY, 41, 40, 10, 50));
    assertThat(Objects.requireNonNull(Money.in(account).reserve(90)).couldFitAfterSettlements())
        .isTrue();
    assertThat(Objects.requireNonNull(Money.in(account).reserve(91)).couldFitAfterSettlements())
        .isFalse();
  }

  @Test
  void reserve_withoutALease_isRefused() {
    Refusal refusal = Money.in(money.account("b")).reserve(1);
    assertThat(refusal).isEqualTo(new Refusal("b", Refusal.Reason.NO_LEASE, null, 1, 0, 0, 0));
  }

  @Test
  void reserve_inSeveralBudgets_isInAllOrInNone() {
    Account large = money.account("a", 100);
    Account small = money.account("b", 10);
    Account other = money.account("c", 100);
    Reservation reservation = Money.in(other, large, small);
    assertThat(Objects.requireNonNull(reservation.reserve(11)).budget()).isEqualTo("b");
    assertThat(large.available()).isEqualTo(100);
    assertThat(other.available()).isEqualTo(100);
    assertThat(reservation.settle(5)).as("nothing was reserved").isFalse();
    assertThat(reservation.reserve(10)).isNull();
    reservation.settle(4);
    assertThat(large.available()).isEqualTo(96);
    assertThat(small.available()).isEqualTo(6);
    assertThat(other.available()).isEqualTo(96);
  }

  @Test
  void reserve_refusedBySeveral_namesTheFirstByName() {
    Reservation reservation = Money.in(money.account("z"), money.account("a"));
    assertThat(Objects.requireNonNull(reservation.reserve(1)).budget()).isEqualTo("a");
  }

  @Test
  void reserve_aNegativeBoundOrTwice_isAMistakeOfOurs() {
    Account account = money.account("b", 100);
    Reservation reservation = Money.in(account);
    assertThatThrownBy(() -> reservation.reserve(-1)).hasMessageContaining("not negative");
    reservation.reserve(10);
    assertThatThrownBy(() -> reservation.reserve(10)).hasMessageContaining("settle it first");
    assertThat(account.available()).isEqualTo(90);
  }

  @Test
  void reserve_fitsIntoAnOlderLease_whenTheNewestIsTooSmall() {
    Account account = money.account("b", 100, 10);
    assertThat(Money.in(account).reserve(50)).isNull();
    assertThat(account.leases()[0].available()).isEqualTo(10);
    assertThat(account.leases()[1].available()).isEqualTo(50);
  }

  @Test
  void settle_frees_whatWasNotUsed_once() {
    Account account = money.account("b", 100);
    Reservation reservation = Money.in(account);
    reservation.reserve(60);
    assertThat(reservation.settle(25)).isTrue();
    assertThat(reservation.settle(25)).isFalse();
    assertThat(reservation.settleInFull()).isFalse();
    assertThat(account.available()).isEqualTo(75);
    assertThat(account.leases()[0].spent()).isEqualTo(25);
    assertThat(account.leases()[0].reserved()).isZero();
  }

  @Test
  void settle_never_keepsTheMoneySetAside() {
    Account account = money.account("b", 100);
    Money.in(account).reserve(60);
    assertThat(account.available()).isEqualTo(40);
    assertThat(account.leases()[0].reserved()).isEqualTo(60);
    assertThat(account.leases()[0].spent()).isZero();
  }

  @Test
  void settle_aboveTheBound_chargesAllAndIsCounted() {
    Account account = money.account("b", 100);
    Reservation reservation = Money.in(account);
    reservation.reserve(60);
    reservation.settle(60);
    assertThat(account.boundExceeded()).isZero();
    reservation.reserve(40);
    reservation.settle(250);
    assertThat(account.boundExceeded()).isEqualTo(1);
    assertThat(account.available()).isEqualTo(-210);
    assertThat(account.leases()[0].spent()).isEqualTo(310);
    assertThat(Money.in(account).reserve(0)).as("in debt nothing is admitted").isNotNull();
  }

  @Test
  void settle_aLie_chargesTheReservation() {
    Account account = money.account("b", 100);
    Reservation reservation = Money.in(account);
    reservation.reserve(60);
    reservation.settle(-5);
    assertThat(account.available()).isEqualTo(40);
    assertThat(account.leases()[0].spent()).isEqualTo(60);
  }

  @Test
  void settle_moreThanALongHolds_neverWraps() {
    Account account = money.account("b", 100);
    Reservation one = Money.in(account);
    Reservation other = Money.in(account);
    one.reserve(50);
    other.reserve(50);
    one.settle(Long.MAX_VALUE);
    other.settle(Long.MAX_VALUE);
    assertThat(account.leases()[0].spent()).isEqualTo(Long.MAX_VALUE);
    assertThat(account.available()).isEqualTo(100 - Long.MAX_VALUE);
    assertThat(Money.in(account).reserve(Long.MAX_VALUE)).isNotNull();
    assertThat(Money.in(account).reserve(1)).isNotNull();
  }

  @Test
  void settle_afterTheLeaseWasReplacedAndTheDayIsOver_booksWhereItWasAdmitted() {
    Account account = money.account("b", 100);
    Lease admitted = account.leases()[0];
    Reservation reservation = Money.in(account);
    reservation.reserve(60);
    ticks.pass(Duration.ofHours(13));
    Lease next = money.lease("b", 100, Money.DAY.plusDays(1), ZoneOffset.UTC, Duration.ofHours(23));
    account.add(next);
    account.remove(admitted);
    reservation.settle(20);
    assertThat(admitted.spent()).isEqualTo(20);
    assertThat(next.available()).isEqualTo(100);
    assertThat(next.spent()).isZero();
  }

  @Test
  void reserve_whenTheTimeIsOver_byTheClockThatNobodySets_isRefused() {
    Account account = new Account("b", ticks);
    account.add(money.lease("b", 100, Money.DAY, ZoneOffset.UTC, Duration.ofSeconds(10)));
    ticks.nanos += Duration.ofSeconds(10).toNanos() - 1;
    assertThat(Money.in(account).reserve(1)).isNull();
    ticks.nanos += 1;
    assertThat(Objects.requireNonNull(Money.in(account).reserve(1)).reason())
        .isEqualTo(Refusal.Reason.LEASE_OVER);
    assertThat(account.available()).isZero();
  }

  @Test
  void reserve_whenOurOwnClockIsPastTheDay_isRefusedBeyondTheAllowance() {
    Account account = new Account("b", ticks);
    ZoneId zone = ZoneId.of("America/New_York");
    account.add(money.lease("b", 100, Money.DAY, zone, Duration.ofDays(3)));
    Instant end = Money.DAY.plusDays(1).atStartOfDay(zone).toInstant();
    assertAdmitted(account, end.toEpochMilli() + Money.SKEW_MILLIS - 1, true);
    assertAdmitted(account, end.toEpochMilli() + Money.SKEW_MILLIS, false);
  }

  @Test
  void topUp_addsToTheLease_andAnOldAnswerChangesNothing() {
    Account account = money.account("b", 100);
    Lease lease = account.leases()[0];
    Reservation open = Money.in(account);
    open.reserve(90);
    lease.topUp(150);
    lease.topUp(100);
    assertThat(account.available()).isEqualTo(60);
    assertThat(lease.giveBack()).isEqualTo(60);
    assertThat(account.available()).isZero();
    lease.topUp(170);
    assertThat(account.available()).as("what came after the return").isEqualTo(20);
    open.settle(40);
    assertThat(lease.totals()).isEqualTo(new Lease.Totals(40, 0, 60));
    assertThat(account.available()).isEqualTo(70);
    lease.retire();
    assertThatThrownBy(() -> lease.topUp(200)).hasMessageContaining("is retired");
  }

  @Test
  void reserveAndSettle_allocateNothing_alsoOnALeaseThatGrew() {
    Account account = money.account("b", 100);
    account.leases()[0].topUp(1_000_000);
    Reservation reservation = Money.in(account);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 20_000;
    makeCalls(reservation, calls);
    long before = threads.getCurrentThreadAllocatedBytes();
    makeCalls(reservation, calls);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes of " + calls + " calls").isLessThan(calls);
  }

  private static void makeCalls(Reservation reservation, int calls) {
    for (int i = 0; i < calls; i++) {
      boolean made = reservation.reserve(10) == null && reservation.settle(1);
      assert made : "there is money for all";
    }
  }

  @Test
  void renew_prolongsTheTime_andZeroEndsIt() {
    Account account = new Account("b", ticks);
    account.add(money.lease("b", 100, Money.DAY, ZoneOffset.UTC, Duration.ofSeconds(10)));
    ticks.nanos += Duration.ofSeconds(11).toNanos();
    assertThat(account.available()).isZero();
    account.leases()[0].renew(ticks.nanos, Duration.ofSeconds(10).toNanos());
    assertThat(account.available()).isEqualTo(100);
    account.leases()[0].renew(ticks.nanos, 0);
    assertThat(account.available()).isZero();
  }

  private void assertAdmitted(Account account, long epochMillis, boolean admitted) {
    ticks.epochMillis = epochMillis;
    assertThat(Money.in(account).reserve(1) == null).isEqualTo(admitted);
  }

  @Test
  void retire_takesOutWhatIsFree_andIsDrainedWhenAllIsSettled() {
    Account account = money.account("b", 100);
    Lease lease = account.leases()[0];
    Reservation reservation = Money.in(account);
    reservation.reserve(60);
    assertThat(lease.retire()).isEqualTo(40);
    assertThat(lease.retire()).isZero();
    assertThat(lease.isDrained()).isFalse();
    assertThat(Money.in(account).reserve(0)).isNotNull();
    reservation.settle(10);
    assertThat(lease.isDrained()).as("what the settlement freed is still there").isFalse();
    assertThat(lease.retire()).isEqualTo(50);
    assertThat(lease.isDrained()).isTrue();
    assertThat(lease.spent()).isEqualTo(10);
    assertThat(lease.returned()).isEqualTo(90);
    assertThat(lease.reserved()).isZero();
  }

  @Test
  void add_aLeaseOfAnotherBudget_isRefused() {
    Account account = money.account("b");
    assertThatThrownBy(() -> account.add(money.lease("c", 1))).hasMessageContaining("not of b");
  }
}
