/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import dev.aiops.bench.Answers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Looking for secrets in an answer that has none, by all built-in patterns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RedactBenchmark {
  private final Redactor redactor = new Redactor(SecretPatterns.BUILT_IN);
  private final String text = Answers.text();

  /** Some 600 characters of prose. */
  @Benchmark
  public boolean text600() {
    return redactor.redact(text).redacted();
  }
}
