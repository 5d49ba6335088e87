/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets.Terms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who passes, who waits for whom, and that many at once never pass for the same money. */
class GateTest {

  private static final CostBounds BOUNDS = CostBounds.by(PriceCatalogue.bundled());
  private static final CallAsk ASK =
      new CallAsk(
          "support",
          "ana",
          "gpt-4o",
          "openai",
          "api.openai.com",
          CallFacts.builder(1_000).maxOutputTokens(100).build(),
          null);

  private static final long BOUND = bound();

  private final FixedBudgets budgets = new FixedBudgets();

  private static long bound() {
    FixedBudgets rich = new FixedBudgets().with(new Terms("rich"), 1_000_000_000);
    admitted(gate(rich, Duration.ZERO));
    return rich.reserved("rich");
  }

  private static Gate gate(FixedBudgets budgets, Duration settlements) {
    Gate.Waits waits = new Gate.Waits(Duration.ZERO, Duration.ofSeconds(5), settlements);
    return new Gate(budgets, BOUNDS, waits, () -> {}, Clock.systemUTC());
  }

  private static Admission admitted(Gate gate) {
    Verdict verdict = gate.admit(ASK);
    assertThat(verdict).isInstanceOf(Admission.class);
    return (Admission) verdict;
  }

  @Test
  void admit_onlyOpenCallsInTheWay_waitsForThem() throws Exception {
    budgets.with(new Terms("support"), BOUND + BOUND / 2);
    Gate gate = gate(budgets, Duration.ofSeconds(30));
    Admission first = admitted(gate);
    ExecutorService app = Executors.newSingleThreadExecutor();
    try {
      Future<Verdict> second = app.submit(() -> gate.admit(ASK));
      Thread.sleep(100); // it would have been refused by now
      assertThat(second.isDone()).isFalse();
      assertThat(first.settle(1)).isNotNull();
      assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Admission.class);
    } finally {
      app.shutdownNow();
    }
  }

  @Test
  void admit_onlyOpenCallsInTheWayOfTheHour_waitsForThem() throws Exception {
    budgets.with(new Terms("support").hourly(BOUND + BOUND / 2), 1_000_000_000);
    Gate gate = gate(budgets, Duration.ofSeconds(30));
    Admission first = admitted(gate);
    ExecutorService app = Executors.newSingleThreadExecutor();
    try {
      Future<Verdict> second = app.submit(() -> gate.admit(ASK));
      Thread.sleep(100); // it would have been refused by now
      assertThat(second.isDone()).isFalse();
      assertThat(first.settle(1)).isNotNull();
      assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(Admission.class);
    } finally {
      app.shutdownNow();
    }
  }

  @Test
  void admit_whatTheHourHasSpentInTheWay_doesNotWait() {
    budgets.with(new Terms("support").hourly(BOUND), 1_000_000_000);
    Gate gate = gate(budgets, Duration.ofMinutes(5));
    assertThat(admitted(gate).settle(1)).isNotNull();
    Verdict second = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> gate.admit(ASK));
    assertThat(second).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void admit_withoutAWait_isRefusedAtOnce() {
    budgets.with(new Terms("support"), BOUND + BOUND / 2);
    Gate gate = gate(budgets, Duration.ZERO);
    Admission open = admitted(gate);
    Verdict second = assertTimeoutPreemptively(Duration.ofSeconds(4), () -> gate.admit(ASK));
    assertThat(second).isInstanceOf(Verdict.Refused.class);
    assertThat(open.settleUnbilled()).isNotNull();
  }

  @Test
  void admit_moreThanAllSettlementsCouldFree_doesNotWait() {
    budgets.with(new Terms("support"), BOUND - 1);
    Verdict verdict =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> gate(budgets, Duration.ofMinutes(5)).admit(ASK));
    assertThat(verdict).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void admit_theThreadIsInterrupted_isRefusedAndStaysInterrupted() throws Exception {
    budgets.with(new Terms("support"), BOUND);
    Gate gate = gate(budgets, Duration.ofMinutes(5));
    Admission open = admitted(gate);
    boolean[] interrupted = new boolean[1];
    List<Verdict> verdicts = new ArrayList<>();
    Thread app =
        new Thread(
            () -> {
              verdicts.add(gate.admit(ASK));
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    app.start();
    app.interrupt();
    app.join(10_000);
    assertThat(verdicts).singleElement().isInstanceOf(Verdict.Refused.class);
    assertThat(interrupted[0]).isTrue();
    assertThat(open.settleInFull()).isNotNull();
  }

  @Test
  void admit_byManyThreads_neverSpendsMoreThanTheHour() throws Exception {
    budgets
        .with(new Terms("support").hourly(25 * BOUND + 7), 1_000_000_000_000L)
        .with(new Terms("second").hourly(26 * BOUND), 1_000_000_000_000L);
    assertThat(passedByManyThreads(gate(budgets, Duration.ZERO))).isEqualTo(25);
    assertThat(budgets.spent("support")).isEqualTo(25 * BOUND);
    assertThat(budgets.reserved("support") + budgets.reserved("second")).isZero();
  }

  @Test
  void admit_byManyThreads_neverSpendsMoreThanTheCap() throws Exception {
    long cap = 25 * BOUND + 7;
    budgets.with(new Terms("support"), cap).with(new Terms("second"), cap + BOUND);
    int passed = passedByManyThreads(gate(budgets, Duration.ZERO));
    assertThat(passed).as("worst case billed each time").isEqualTo(25);
    assertThat(budgets.spent("support")).isEqualTo(25 * BOUND);
    assertThat(budgets.reserved("support") + budgets.reserved("second")).isZero();
  }

  private static int passedByManyThreads(Gate gate) throws Exception {
    ExecutorService app = Executors.newFixedThreadPool(16);
    List<Future<Integer>> passed = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      passed.add(app.submit(() -> pass(gate, 10)));
    }
    int sum = 0;
    for (Future<Integer> each : passed) {
      sum += each.get(30, TimeUnit.SECONDS);
    }
    app.shutdown();
    return sum;
  }

  private static int pass(Gate gate, int calls) {
    int passed = 0;
    for (int i = 0; i < calls; i++) {
      if (gate.admit(ASK) instanceof Admission admission) {
        passed++;
        assertThat(admission.settleInFull()).isNotNull();
      }
    }
    return passed;
  }
}
