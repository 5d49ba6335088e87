/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;

/** Spans of model calls, with the attributes that one has, for measuring their export. */
public final class SampleSpans {
  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  private SampleSpans() {}

  /** Starts and ends one span; those of ten numbers in a row are of the same run. */
  public static void emit(Tracer tracer, long number) {
    Span span =
        tracer
            .spanBuilder("chat gpt-4.1-mini")
            .setSpanKind(SpanKind.CLIENT)
            .setNoParent()
            .startSpan();
    run(span, number);
    request(span);
    response(span, number);
    span.end();
  }

  private static void run(Span span, long number) {
    span.setAttribute("aiops.run.id", "019aafc0-5c00-7000-8000-" + (100_000_000_000L + number / 10))
        .setAttribute("gen_ai.agent.name", "support-desk")
        .setAttribute("gen_ai.agent.version", "2026.11.2")
        .setAttribute("gen_ai.conversation.id", "conversation-" + number / 40)
        .setAttribute("user.id", "user-" + number % 5_000);
  }

  private static void request(Span span) {
    span.setAttribute("gen_ai.operation.name", "chat")
        .setAttribute("gen_ai.provider.name", "openai")
        .setAttribute("gen_ai.request.model", "gpt-4.1-mini")
        .setAttribute("gen_ai.request.max_tokens", 800)
        .setAttribute("gen_ai.request.temperature", 0.2)
        .setAttribute("server.address", "api.openai.com")
        .setAttribute("server.port", 443)
        .setAttribute("aiops.call.library", "openai-java");
  }

  private static void response(Span span, long number) {
    span.setAttribute("gen_ai.response.model", "gpt-4.1-mini-2025-04-14")
        .setAttribute("gen_ai.response.id", "chatcmpl-" + (1_000_000_000L + number))
        .setAttribute(FINISH_REASONS, List.of("stop"))
        .setAttribute("gen_ai.usage.input_tokens", 1_000 + number % 700)
        .setAttribute("gen_ai.usage.cache_read.input_tokens", 512)
        .setAttribute("gen_ai.usage.output_tokens", 100 + number % 300)
        .setAttribute("aiops.usage.source", "reported")
        .setAttribute("aiops.cost.usd", "0.000" + (400_000 + number % 99_999))
        .setAttribute("aiops.cost.status", "priced")
        .setAttribute("aiops.call.attempts", 1)
        .setAttribute("aiops.call.outcome", "ok");
  }
}
