/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.Relay;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to ClickHouse, or to an insert, while a batch is run. */
@ExtendWith(ClickHouseExtension.class)
class FaultsTest {

  private static final int RUNS = 40;
  private static final int PART = 10;
  private static final Instant UNTIL = Seeded.START.plusSeconds(RUNS);

  private final TestDatabase database;

  FaultsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    Seeded.runs(database, 0, RUNS);
  }

  @Test
  void clickHouseAway_batchGoesOnOnceItIsBack() throws IOException {
    goesOn("away", Duration.ofMillis(1_500));
  }

  @Test
  @Tag("long")
  void clickHouseAwayForAMinute_batchGoesOnOnceItIsBack() throws IOException {
    goesOn("away-for-a-minute", Duration.ofMinutes(1));
  }

  /** Its budget is looked at, too, so that all that a batch asks of the log is met. */
  private void goesOn(String name, Duration away) throws IOException {
    try (Relay relay = new Relay(database.eval())) {
      Batches batches = batches(relay.handle(), PART);
      Plan plan = batches.plan(definitions(name, ", budget_usd: 1"), Seeded.START, UNTIL);
      AtomicBoolean begun = new AtomicBoolean();
      Executor later = CompletableFuture.delayedExecutor(away.toMillis(), TimeUnit.MILLISECONDS);
      long began = System.nanoTime();
      Ended ended =
          batches.run(
              plan.batch(),
              done -> {
                if (begun.compareAndSet(false, true)) {
                  relay.setAway(true);
                  later.execute(() -> relay.setAway(false));
                }
              });
      assertThat(ended).isEqualTo(new Ended.Finished(RUNS));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(away);
    }
    assertEachIsScoredOnce(name);
  }

  /**
   * A process is killed while its insert is under way; whoever goes on, at another speed, makes the
   * same part, and the insert that comes in late is no second one.
   */
  @Test
  void insertUnderWayAtAKill_isNoSecondOne() throws Exception {
    try (Relay relay = new Relay(database.eval())) {
      Batches first = batches(relay.handle(), PART);
      Plan plan = first.plan(definitions("under-way", ""), Seeded.START, UNTIL);
      relay.holdInsert();
      Thread killed = new Thread(() -> first.run(plan.batch(), done -> {}));
      killed.setDaemon(true);
      killed.setUncaughtExceptionHandler((thread, e) -> {});
      killed.start();
      relay.awaitHeld();
      killed.interrupt();
      killed.join();
      assertThat(batches(database.eval(), 3 * PART).run(plan.batch(), done -> {}))
          .isEqualTo(new Ended.Finished(RUNS));
      relay.release();
    }
    assertEachIsScoredOnce("under-way");
    assertThat(
            database.ask(
                "SELECT uniqExact(BatchId), countIf(BatchId NOT LIKE '%+10') FROM eval_scores WHERE Evaluator = 'under-way'"))
        .isEqualTo("4\t0");
  }

  private void assertEachIsScoredOnce(String evaluator) {
    assertThat(
            database.ask(
                "SELECT count(), uniqExact(ScoreId), uniqExact(RunId) FROM eval_scores WHERE Evaluator = '"
                    + evaluator
                    + "'"))
        .isEqualTo("40\t40\t40");
  }

  private static Definitions definitions(String name, String more) {
    return Evals.of("evals: [{name: %s, check: {type: errors}%s}]".formatted(name, more));
  }

  private static Batches batches(ClickHouse at, int part) {
    return new Batches(
        at,
        new ScoreWriter(TokenInsert.into(at), Clock.systemUTC()),
        CustomChecks.onClassPath(),
        new Throttle(part, Throttle.NONE.perMinute()));
  }
}
