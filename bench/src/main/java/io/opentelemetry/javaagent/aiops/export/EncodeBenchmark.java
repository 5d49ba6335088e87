/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import dev.aiops.bench.SampleSpans;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Encoding a model call's span as a row of a Native block; the time is of one span. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {
  private static final int SPANS = 512;

  private final List<SpanData> spans = spans();
  private final SpanRows rows = new SpanRows();
  private final BlockWriter block = new BlockWriter();

  /** One block of {@value #SPANS} spans. */
  @Benchmark
  @OperationsPerInvocation(SPANS)
  public int nativeBlock() {
    block.begin(rows.table(), spans.size(), NativeWriter.MAX_TEXT);
    rows.encode(spans, block);
    return block.out().size();
  }

  private static List<SpanData> spans() {
    Kept kept = new Kept();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(kept)).build()) {
      for (int i = 0; i < SPANS; i++) {
        SampleSpans.emit(provider.get("dev.aiops"), i);
      }
    }
    return List.copyOf(kept.spans);
  }

  /** Keeps what ends. */
  private static final class Kept implements SpanExporter {
    final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
