/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Run events as rows of {@code run_events}. */
final class RunEventRows implements RowEncoder<RunEvent> {

  @Override
  public Table table() {
    return Table.RUN_EVENTS;
  }

  @Override
  public long epochNanos(RunEvent event) {
    return nanos(event.time());
  }

  @Override
  public void encode(List<RunEvent> events, BlockWriter out) {
    out.strings("RunId", events, RunEvent::runId);
    out.times("EventTime", events, this::epochNanos);
    out.strings("Kind", events, event -> event.kind().text());
    out.strings("TraceId", events, RunEvent::traceId);
    out.strings("SpanId", events, RunEvent::spanId);
    origin(events, out);
    out.strings("Status", events, RunEvent::status);
    out.strings("Input", events, event -> event.origin().input());
    out.strings("Output", events, event -> event.outcome().output());
    out.strings("FailingSpanId", events, event -> event.outcome().failingSpanId());
    out.strings("ErrorType", events, event -> event.outcome().errorType());
    out.strings("ErrorMessage", events, event -> event.outcome().errorMessage());
  }

  private static void origin(List<RunEvent> events, BlockWriter out) {
    out.strings("ServiceName", events, event -> event.origin().serviceName());
    out.strings("ServiceInstanceId", events, event -> event.origin().serviceInstanceId());
    out.strings("Environment", events, event -> event.origin().environment());
    out.strings("Team", events, event -> event.origin().team());
    out.strings("AgentName", events, event -> event.origin().agentName());
    out.strings("AgentVersion", events, event -> event.origin().agentVersion());
    out.strings("RequestModel", events, event -> event.origin().requestModel());
    out.strings("UserId", events, event -> event.origin().userId());
    out.strings("ConversationId", events, event -> event.origin().conversationId());
  }

  static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }
}
