/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.pricing.Cost;
import dev.aiops.pricing.ModelUse;
import dev.aiops.pricing.PriceCatalogue;
import dev.aiops.pricing.Usage;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Pricing one model call by the bundled catalogue. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CostBenchmark {
  private final PriceCatalogue catalogue = PriceCatalogue.bundled();
  private final Usage usage =
      Usage.builder().inputTokens(1_184).cacheReadTokens(1_024).outputTokens(142).build();

  /** A model the catalogue names. */
  @Benchmark
  public Cost knownModel() {
    return cost("gpt-4.1-mini-2025-04-14");
  }

  /** A model no rule matches: all of them are tried. */
  @Benchmark
  public Cost unknownModel() {
    return cost("a-model-nobody-knows");
  }

  private Cost cost(String model) {
    return catalogue.cost(
        new ModelUse("openai", "https://api.openai.com/v1", model, Instant.EPOCH, usage));
  }
}
