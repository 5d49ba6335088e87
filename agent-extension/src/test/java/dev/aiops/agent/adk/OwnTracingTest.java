/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnTracingTest {

  /** As the library keeps its tracer. */
  private static final class Tracing {
    private static Tracer tracer = TracerProvider.noop().get(OwnTracing.SCOPE);
  }

  @RegisterExtension
  static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

  @BeforeEach
  void leaveDoublesOut() {
    Tracing.tracer = TELEMETRY.getOpenTelemetry().getTracer(OwnTracing.SCOPE);
    OwnTracing.leaveDoublesOut(Tracing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "call_llm",
        "send_data",
        "execute_tool refund",
        "execute_tool [refund]",
        "execute_tool (merged)"
      })
  void double_isTheSpanAroundIt_whichGoesOnAsItWas(String name) {
    Span agent = Tracing.tracer.spanBuilder("invoke_agent support").startSpan();
    Context inside = Context.root().with(agent);
    Span left = Tracing.tracer.spanBuilder(name).setParent(inside).setAttribute("a", 1).startSpan();
    left.setAttribute("gcp.vertex.agent.llm_request", "what was said").end();
    assertThat(left.getSpanContext()).isEqualTo(agent.getSpanContext());
    assertThat(agent.isRecording()).isTrue();
    agent.end();
    assertThat(TELEMETRY.getSpans())
        .singleElement()
        .satisfies(span -> assertThat(span.getAttributes().isEmpty()).isTrue());
  }

  @Test
  void double_withoutParent_isTheCurrentSpan() {
    Span agent = Tracing.tracer.spanBuilder("invocation").startSpan();
    try (var scope = agent.makeCurrent()) {
      assertThat(scope).isNotNull();
      Span left = Tracing.tracer.spanBuilder("call_llm").startSpan();
      assertThat(left.getSpanContext()).isEqualTo(agent.getSpanContext());
    }
    agent.end();
  }

  @Test
  void double_outsideAnySpan_isNone() {
    assertThat(Tracing.tracer.spanBuilder("call_llm").startSpan().getSpanContext().isValid())
        .isFalse();
  }

  @Test
  void otherSpans_areAsTheyWere() {
    Tracing.tracer.spanBuilder("invocation").startSpan().end();
    Tracing.tracer.spanBuilder("invoke_agent execute").startSpan().end();
    assertThat(TELEMETRY.getSpans())
        .extracting(SpanData::getName)
        .containsExactly("invocation", "invoke_agent execute");
  }
}
