/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Spans as an agent makes them, and settings for tests. */
final class Telemetry {

  static final Resource RESOURCE =
      Resource.create(
          Attributes.of(
              stringKey("service.name"), "support-desk",
              stringKey("service.instance.id"), "0192f0c1-2222-7abc-8def-0123456789ab",
              stringKey("deployment.environment.name"), "test",
              stringKey("aiops.team"), "care",
              stringKey("telemetry.sdk.language"), "java"));

  static final RunEvent.Origin ORIGIN =
      new RunEvent.Origin(
          "support-desk", "i-1", "test", "care", "triage", "1.2", "gpt-4.1", "u-1", "c-1", "help");

  private Telemetry() {}

  static ExportSettings settings(URI url, Path spool) {
    return new ExportSettings(url, "aiops", "aiops_ingest", "", spool, 64 << 20);
  }

  static Tracer tracer(ClickHouseExport export) {
    return SdkTracerProvider.builder()
        .setResource(RESOURCE)
        .addSpanProcessor(export.spanProcessor(span -> true))
        .build()
        .get("dev.aiops", "0.1.0");
  }

  /** A model call with the attributes such a span has. */
  static void modelCall(Tracer tracer, long number) {
    Span span =
        tracer
            .spanBuilder("chat gpt-4.1")
            .setNoParent()
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "openai")
            .setAttribute("gen_ai.request.model", "gpt-4.1")
            .setAttribute("gen_ai.response.model", "gpt-4.1-2025-04-14")
            .setAttribute("gen_ai.response.id", "chatcmpl-" + number)
            .setAttribute(
                "aiops.run.id", "0192f0c1-7b6a-7abc-8def-" + String.format("%012d", number))
            .setAttribute(doubleKey("gen_ai.request.temperature"), 0.7)
            .setAttribute(longKey("gen_ai.usage.input_tokens"), 1000 + number % 777)
            .setAttribute(longKey("gen_ai.usage.output_tokens"), 100 + number % 99)
            .setAttribute("aiops.cost.usd", "0.00012" + number % 1000)
            .setAttribute("aiops.cost.status", "priced")
            .startSpan();
    span.setAttribute(stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"));
    span.addEvent(
        "aiops.attempt",
        Attributes.of(longKey("aiops.attempt.number"), 1L, stringKey("error.type"), ""));
    span.setAttribute(longKey("test.number"), number);
    span.end();
  }

  static RunEvent started(String runId) {
    return new RunEvent(
        runId,
        Instant.now(),
        RunEvent.Kind.STARTED,
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
        "running",
        ORIGIN,
        RunEvent.Outcome.NONE);
  }
}
