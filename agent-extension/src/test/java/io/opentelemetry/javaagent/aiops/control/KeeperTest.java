/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import static io.opentelemetry.javaagent.aiops.control.Client.CENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.approval.budget.Standing;
import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.javaagent.aiops.budget.Account;
import io.opentelemetry.javaagent.aiops.budget.Admission;
import io.opentelemetry.javaagent.aiops.budget.Budget;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Refused;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Governance;
import io.opentelemetry.javaagent.aiops.budget.CallAsk;
import io.opentelemetry.javaagent.aiops.budget.Gate;
import io.opentelemetry.javaagent.aiops.budget.Reservation;
import io.opentelemetry.javaagent.aiops.budget.Verdict;
import io.opentelemetry.javaagent.aiops.control.KeeperSettings.Timings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keeper and the real control plane: money comes, is counted, and goes back. */
class KeeperTest {

  private static final String BUDGET = "support";
  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 1.00, raised_by: [finance], lease_seconds: 10}]";

  @TempDir private Path root;

  @Test
  void more_forTheFirstCall_getsMoney() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper keeper = start(control)) {
      Client.spend(keeper, 2 * CENT, CENT);
      Budget budget = Client.budget(keeper);
      assertThat(budget.enforcing()).isTrue();
      assertThat(budget.raisedBy()).containsExactly("finance");
      Client.await(
          "the report", Duration.ofSeconds(5), () -> control.standing(BUDGET).spent() == CENT);
    }
  }

  @Test
  void decide_aheadOfNeed_toppedUpWithoutACallThatWaits() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper keeper = start(control)) {
      Client.spend(keeper, CENT / 10, CENT / 10);
      Account account = Client.budget(keeper).account();
      for (int i = 0; i < 300; i++) {
        Reservation reservation = Client.reservation(keeper);
        assertThat(reservation.reserve(CENT / 10)).as("call " + i).isNull();
        reservation.settle(CENT / 10);
        Client.await("money ahead", Duration.ofSeconds(5), () -> account.available() > CENT);
      }
      assertThat(account.leases()).as("one lease, topped up").hasSize(1);
    }
  }

  @Test
  void more_whenTheCapIsReached_isRefusedWithTheNumbers_andAtOnceTheSecondTime() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper keeper = start(control)) {
      Client.spend(keeper, 60 * CENT, 60 * CENT);
      Refused refused = Client.refused(keeper, 60 * CENT);
      assertThat(refused.rule()).isEqualTo("cap_reached");
      assertThat(refused.message())
          .contains("cap 1.00 USD, spent 0.60 USD", "may be raised by finance");
      assertThat(refused.standing().cap()).isEqualTo(100 * CENT);
      assertThat(refused.standing().spent()).isEqualTo(60 * CENT);
      assertThat(refused.standing().resetsIn()).isGreaterThan(Duration.ofHours(11));
      assertThat(keeper.more(Client.budget(keeper), 60 * CENT, Duration.ofSeconds(5)))
          .as("no exchange")
          .isSameAs(refused);
      Client.spend(keeper, 30 * CENT, 30 * CENT);
    }
  }

  @Test
  void admit_observedBeyondTheCap_isSentAndSaysWhatTheCapWouldHaveSaid() throws Exception {
    String observing = "budgets: [{name: support, daily_cap: 0.02, mode: observe}]";
    CallAsk ask =
        new CallAsk(
            "support",
            "",
            "gpt-4o",
            "openai",
            "api.openai.com",
            CallFacts.builder(1_000).maxOutputTokens(100).build(), // at most 0.006060003 USD
            null);
    try (TestControl control = new TestControl(observing);
        Keeper keeper = start(control)) {
      CostBounds bounds = CostBounds.by(PriceCatalogue.bundled());
      Gate gate = new Gate(keeper, bounds, Gate.Waits.DEFAULT, () -> {}, Clock.systemUTC());
      List<List<Verdict.Refused>> said = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Admission admission = (Admission) gate.admit(ask);
        said.add(admission.wouldRefuse());
        assertThat(admission.settleInFull()).isNotNull();
      }
      assertThat(said.subList(0, 3)).as("within 0.02 USD").allMatch(List::isEmpty);
      assertThat(said.subList(3, 5)).as("beyond").allMatch(refused -> refused.size() == 1);
      Verdict.Refused first = said.get(3).get(0);
      assertThat(first.rule()).isEqualTo("cap_reached");
      assertThat(first.exception())
          .hasMessageContaining("the budget support has a cap of 0.02 USD");
      assertThat(first.day()).isEqualTo(control.standing(BUDGET).day());
    }
  }

  @Test
  void more_whenOthersHoldTheMoney_itIsCalledBack() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper idle = start(control);
        Keeper keeper = start(control)) {
      Client.spend(idle, 90 * CENT, CENT);
      Client.spend(keeper, 95 * CENT, 95 * CENT);
      assertThat(Client.budget(idle).account().available()).isLessThanOrEqualTo(4 * CENT);
      Client.await(
          "the reports",
          Duration.ofSeconds(5),
          () -> control.standing(BUDGET).spent() == 96 * CENT);
      assertThat(control.standing(BUDGET).cap()).isEqualTo(100 * CENT);
    }
  }

  @Test
  void more_withLittleTimeLeft_isToldWhatOthersWereToldBefore() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper other = start(control);
        Keeper keeper = start(control)) {
      Reservation held = Client.open(other, 90 * CENT);
      for (Duration most : List.of(Duration.ofSeconds(1), Duration.ofMillis(5))) {
        assertThat(keeper.more(Client.budget(keeper), 50 * CENT, most))
            .as("after " + most)
            .isInstanceOfSatisfying(
                Refused.class, refused -> assertThat(refused.rule()).isEqualTo("held_in_leases"));
      }
      held.settle(CENT);
    }
  }

  @Test
  void governance_haltAndResume_takeEffectWithinSeconds() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper keeper = Keeper.start(control.settings(root, Timings.DEFAULT))) {
      Reservation open = Client.open(keeper, 5 * CENT);
      control.halt(BUDGET);
      Account account = Client.budget(keeper).account();
      Client.await("the halt", Duration.ofSeconds(5), () -> account.available() <= 0);
      Client.await(
          "its reason",
          Duration.ofSeconds(5),
          () -> "a test".equals(Client.budget(keeper).halted()));
      Refused refused = Client.refused(keeper, CENT);
      assertThat(refused.rule()).isEqualTo("halted");
      assertThat(refused.message()).contains("a test");
      control.resume(BUDGET);
      Client.await(
          "the resumption",
          Duration.ofSeconds(5),
          () -> Client.reserve(keeper, Client.reservation(keeper), CENT) == null);
      assertThat(open.settle(CENT)).isTrue();
    }
  }

  @Test
  void governance_aNewPolicy_takesEffectWithinSeconds() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper keeper = Keeper.start(control.settings(root, Timings.DEFAULT))) {
      assertThat(Client.reserve(keeper, Client.reservation(keeper), 150 * CENT))
          .isInstanceOf(Refused.class);
      control.policy(
          "budgets: [{name: support, daily_cap: 2.00, max_lease: 2.00}, {name: all, daily_cap: 9}]");
      Client.await(
          "the new cap",
          Duration.ofSeconds(5),
          () -> Client.reserve(keeper, Client.reservation(keeper), 150 * CENT) == null);
      Client.await(
          "both budgets",
          Duration.ofSeconds(5),
          () ->
              keeper.governance() instanceof Governance.Known known
                  && known.budgets().size() == 2
                  && known.budgets().get(1).name().equals("all"));
      control.policy("budgets: []");
      Client.await(
          "no budgets",
          Duration.ofSeconds(5),
          () -> ((Governance.Known) keeper.governance()).budgets().isEmpty());
    }
  }

  @Test
  void more_ofAnObservingBudget_isGrantedBeyondTheCap() throws Exception {
    try (TestControl control =
            new TestControl("budgets: [{name: support, daily_cap: 1.00, mode: observe}]");
        Keeper keeper = start(control)) {
      Client.spend(keeper, 80 * CENT, 80 * CENT);
      Client.spend(keeper, 80 * CENT, 80 * CENT);
      assertThat(Client.budget(keeper).enforcing()).isFalse();
      Client.await(
          "the report",
          Duration.ofSeconds(5),
          () -> control.standing(BUDGET).spent() == 160 * CENT);
    }
  }

  @Test
  void more_afterARevocation_beginsUnderAnotherProcessId() throws Exception {
    try (TestControl control = new TestControl(POLICY);
        Keeper keeper = start(control)) {
      Reservation open = Client.open(keeper, 5 * CENT);
      control.revoke("support:2026-11-26:1");
      Account account = Client.budget(keeper).account();
      Client.await("the revocation", Duration.ofSeconds(5), () -> account.available() <= 0);
      Client.spend(keeper, 3 * CENT, 3 * CENT);
      assertThat(account.leases()[0].grant().id()).isEqualTo("support:2026-11-26:2");
      assertThat(open.settle(4 * CENT)).isTrue();
      Client.await(
          "both books",
          Duration.ofSeconds(5),
          () -> control.standing(BUDGET).spent() == 7 * CENT && account.leases().length == 1);
    }
  }

  @Test
  void more_onANewDay_isANewLease_andTheOldOneIsSettledAndClosed() throws Exception {
    try (TestControl control = new TestControl(POLICY, Instant.parse("2026-11-26T23:59:57.500Z"));
        Keeper keeper = start(control)) {
      Reservation yesterday = Client.open(keeper, 60 * CENT);
      Account account = Client.budget(keeper).account();
      Client.await("midnight", Duration.ofSeconds(6), () -> account.available() <= 0);
      Client.await(
          "a new day at the control plane",
          Duration.ofSeconds(5),
          () -> control.standing(BUDGET).day().toString().equals("2026-11-27"));
      Client.spend(keeper, 90 * CENT, 50 * CENT);
      assertThat(account.leases()[0].grant().day()).hasToString("2026-11-27");
      assertThat(yesterday.settle(55 * CENT)).isTrue();
      Client.await(
          "yesterday is closed",
          Duration.ofSeconds(5),
          () -> control.firstDay(BUDGET).leased() == 0);
      assertThat(control.firstDay(BUDGET).spent()).isEqualTo(55 * CENT);
      Client.await(
          "today is reported",
          Duration.ofSeconds(5),
          () -> control.standing(BUDGET).spent() == 50 * CENT);
      assertThat(account.leases()).hasSize(1);
    }
  }

  @Test
  void close_returnsAllMoney_andRemovesTheFile() throws Exception {
    try (TestControl control = new TestControl(POLICY)) {
      Keeper keeper = start(control);
      Client.spend(keeper, 20 * CENT, 7 * CENT);
      keeper.close();
      Standing standing = control.standing(BUDGET);
      assertThat(standing.spent()).isEqualTo(7 * CENT);
      assertThat(standing.leased()).isZero();
      assertThat(files()).isZero();
      assertThat(keeper.more(Client.budget(keeper), CENT, Duration.ofSeconds(5)))
          .isInstanceOfSatisfying(
              Answer.Unavailable.class,
              why -> assertThat(why.why()).isEqualTo("this process ends"));
    }
  }

  @Test
  void close_withACallUnderWay_leavesItForAdoption_withinTwoSeconds() throws Exception {
    try (TestControl control = new TestControl(POLICY)) {
      Keeper keeper = start(control);
      Reservation open = Client.open(keeper, 20 * CENT);
      long began = System.nanoTime();
      keeper.close();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThat(files()).isEqualTo(2);
      assertThat(control.standing(BUDGET).leased()).isEqualTo(20 * CENT);
      assertThat(open.settle(CENT)).isTrue();
    }
  }

  private Keeper start(TestControl control) {
    return Keeper.start(control.settings(root.resolve("counters"), TestControl.FAST));
  }

  private long files() throws Exception {
    try (Stream<Path> files = Files.list(root.resolve("counters"))) {
      return files.count();
    }
  }
}
