/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CostBound;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The most that one model call can cost, by the bundled catalogues. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BoundBenchmark {
  private final CostBounds bounds = CostBounds.by(PriceCatalogue.bundled());
  private final CallFacts facts =
      CallFacts.builder(4_711).messages(6).tools(3, 900).maxOutputTokens(500).attempts(3).build();

  /** A model that has two tiers and five classes of tokens. */
  @Benchmark
  public CostBound tieredModel() {
    return bounds.of(
        "anthropic",
        "https://api.anthropic.com",
        "claude-sonnet-4-5",
        Instant.EPOCH,
        facts,
        0,
        null);
  }
}
