/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Eight processes of 32 threads spend one cap at a provider that bills the worst case. In each
 * round two of them, approval-api twice and ClickHouse once are killed with {@code kill -9}. {@code
 * -Daiops.seed} repeats one round.
 */
@Tag("long")
class CapUnderKillsIT {

  private static final int APPS = 8;
  private static final int THREADS = 32;
  private static final String BUDGET = "hunted";
  private static final String CAP = "30.00";
  private static final long CAP_NANOS = Budgets.nanoUsd(CAP);

  /** Nano-USD in a bound of two kinds of tokens. */
  private static final long ROUNDED_UP = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Long SEED = Long.getLong("aiops.seed");

  @TempDir Path folder;

  static LongStream seeds() {
    return SEED == null ? LongStream.of(20261127, 20261128, 20261129) : LongStream.of(SEED);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bill_neverPassesTheCap_whateverIsKilled(long seed) {
    long began = System.nanoTime();
    System.out.printf("seed %d: to repeat this round, -Daiops.seed=%d%n", seed, seed);
    try (KillableClickHouse clickHouse = KillableClickHouse.start(folder.resolve("clickhouse"));
        BillingProvider provider = BillingProvider.start(100, 800);
        ControlPlane control =
            ControlPlane.start(
                clickHouse.database(), folder.resolve("control"), Budgets.policy(BUDGET, CAP))) {
      Spending spending = new Spending(clickHouse.database(), control, provider, folder);
      try (Spending.Fleet apps = spending.fleet(APPS, THREADS, false)) {
        KillPlan plan = new KillPlan(seed, CAP_NANOS, provider::billed);
        List<Integer> victims = plan.choose(2, APPS);
        apps.go();
        killAll(plan, victims(apps, victims), control, clickHouse);
        Await.until("all are refused", PATIENCE, () -> apps.allSaid("BudgetExceededException"));
        apps.finish();
        inherit(spending);
        check(control, provider);
        reconcile(new Log(clickHouse.database()), control, provider, names(victims));
      }
      System.out.printf(
          "seed %d: %d s%n", seed, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    }
  }

  private static void killAll(
      KillPlan plan,
      List<KillPlan.Victim> apps,
      ControlPlane control,
      KillableClickHouse clickHouse) {
    KillPlan.Victim plane = new KillPlan.Victim("approval-api", control::killAndStart);
    KillPlan.Victim log = new KillPlan.Victim("ClickHouse", clickHouse::killAndStart);
    CompletableFuture.allOf(plan.line(apps), plan.line(List.of(plane, plane, log)))
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static List<KillPlan.Victim> victims(Spending.Fleet apps, List<Integer> chosen) {
    return chosen.stream()
        .map(i -> new KillPlan.Victim("spender-" + i, apps.app(i)::kill))
        .toList();
  }

  /** The next process on the host gives back what the dead held, and spends it. */
  private static void inherit(Spending spending) {
    try (ForkedApp heir = spending.app("heir", THREADS, false)) {
      heir.awaitLine("ready"::equals);
      heir.say("go");
      heir.awaitLine(line -> line.contains("BudgetExceededException"));
      assertThat(heir.finish()).as(heir.output()).isZero();
      assertThat(heir.output()).contains("failed=0");
    }
  }

  private static void check(ControlPlane control, BillingProvider provider) {
    assertThat(provider.bounds() - provider.billed())
        .as("it bills the worst case: each bound but for what was rounded up in it")
        .isBetween(0L, ROUNDED_UP * provider.calls().size());
    assertThat(provider.billed()).isLessThanOrEqualTo(CAP_NANOS);
    Await.until("all is given back", () -> control.nanoUsd(BUDGET, "leased") == 0);
    long spent = control.nanoUsd(BUDGET, "spent");
    assertThat(spent).isBetween(provider.billed(), CAP_NANOS);
    assertThat(spent - provider.billed())
        .as("what the killed had set aside for calls that the provider never saw")
        .isLessThanOrEqualTo(2 * THREADS * provider.largestBound());
    assertThat(control.standing(BUDGET).get("bound_exceeded").asInt()).isZero();
    assertThat(control.verify()).contains("The control log is whole.");
  }

  /** What is not recorded is the killed processes', and makes up the difference. */
  private static void reconcile(
      Log log, ControlPlane control, BillingProvider provider, List<String> killed) {
    Await.until(
        "all that others did is recorded",
        () -> killed.containsAll(senders(unrecorded(log, provider))));
    Await.steady("what is recorded", Duration.ofSeconds(2), () -> Charge.of(log, BUDGET).size());
    List<ProviderCall> unrecorded = unrecorded(log, provider);
    long lost = unrecorded.stream().mapToLong(call -> call.billed).sum();
    long spent = control.nanoUsd(BUDGET, "spent");
    Row row =
        log.row("SELECT * FROM budget_reconciliation WHERE budget = '" + BUDGET + "'", BUDGET);
    System.out.printf(
        "cap %d, billed %d, ledger %d, difference %s USD, %d calls of %d not recorded%n",
        CAP_NANOS,
        provider.billed(),
        spent,
        row.text("difference_usd"),
        unrecorded.size(),
        provider.calls().size());
    long reserved = unrecorded.stream().mapToLong(call -> call.bound).sum();
    assertThat(row.nanoUsd("difference_usd"))
        .as("of the killed: what is not recorded, and what was set aside and never sent")
        .isBetween(lost, reserved + 2 * THREADS * provider.largestBound());
  }

  private static List<ProviderCall> unrecorded(Log log, BillingProvider provider) {
    Map<String, Charge> charges = Charge.of(log, BUDGET);
    return provider.calls().stream().filter(call -> !charges.containsKey(call.httpSpan)).toList();
  }

  private static List<String> senders(List<ProviderCall> calls) {
    return calls.stream().map(call -> call.sender).distinct().toList();
  }

  private static List<String> names(List<Integer> victims) {
    return victims.stream().map(i -> "spender-" + i).toList();
  }
}
