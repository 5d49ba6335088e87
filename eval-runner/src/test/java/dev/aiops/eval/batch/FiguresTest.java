/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.definition.Evals;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.Seeded;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How fast code evaluators are over 100,000 recorded runs, and that their memory stays flat. */
@Tag("long")
@ExtendWith(ClickHouseExtension.class)
class FiguresTest {

  private static final int RUNS = 100_000;
  private static final long MEGABYTE = 1 << 20;

  private static final Definitions DEFINITIONS =
      Evals.of(
          """
          evals:
            - {name: answers, check: {type: contains, text: today}}
            - {name: no-errors, check: {type: errors}}
            - {name: fast, check: {type: latency, at_most: 1s}}
            - {name: cheap, check: {type: cost, at_most_usd: 0.01}}
            - {name: straight, check: {type: loop}}
            - {name: looked-up, check: {type: trajectory, mode: strict, calls: [{tool: lookup, arguments: {order: {at_least: 0}}}]}}
            - {name: safe, check: {type: all, checks: [{type: secrets}, {type: personal_data}]}}
            - {name: no-refusal, check: {type: refusal}}
          """);

  @Test
  void hundredThousandRuns_inUnderAMinute_memoryFlat(TestDatabase database) {
    for (int first = 0; first < RUNS; first += 20_000) {
      Seeded.runs(database, first, 20_000);
    }
    ScoreWriter writer = new ScoreWriter(TokenInsert.into(database.eval()), Clock.systemUTC());
    Batches batches = new Batches(database.eval(), writer, CustomChecks.onClassPath());
    Instant from = Seeded.START;
    long start = System.nanoTime();
    Plan plan = batches.plan(DEFINITIONS, from, from.plusSeconds(RUNS));
    long planned = System.nanoTime();
    List<Long> used = new ArrayList<>();
    batches.run(plan.batch(), done -> sample(used, done));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%,d runs by %d evaluators: %.1f s, of which planning %.1f s; heap in use after a collection %s MB%n",
        RUNS, DEFINITIONS.all().size(), took.toMillis() / 1e3, (planned - start) / 1e9, used);
    assertThat(database.ask("SELECT count(), uniqExact(ScoreId) FROM eval_scores"))
        .isEqualTo("800000\t800000");
    assertThat(took).isLessThan(Duration.ofSeconds(60));
    assertThat(used.get(used.size() - 1)).isLessThan(used.get(0) + 32);
  }

  /** What is held, not what has not been collected yet. */
  private static void sample(List<Long> used, long done) {
    if (done % 20_000 == 0) {
      System.gc();
      used.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE);
    }
  }
}
