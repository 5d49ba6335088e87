/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log records as rows of {@code otel_logs}, value for value as the Collector's exporter writes
 * them.
 */
final class LogRows implements RowEncoder<LogRecordData> {

  @Override
  public Table table() {
    return Table.LOGS;
  }

  @Override
  public long epochNanos(LogRecordData log) {
    long own = log.getTimestampEpochNanos();
    return own == 0 ? log.getObservedTimestampEpochNanos() : own;
  }

  @Override
  public void encode(List<LogRecordData> logs, BlockWriter out) {
    out.times("Timestamp", logs, this::epochNanos);
    out.strings("TraceId", logs, LogRows::traceId);
    out.strings("SpanId", logs, LogRows::spanId);
    out.uint8s("TraceFlags", logs, log -> log.getSpanContext().getTraceFlags().asByte() & 0xFF);
    out.strings("SeverityText", logs, log -> orEmpty(log.getSeverityText()));
    out.uint8s("SeverityNumber", logs, log -> log.getSeverity().getSeverityNumber());
    out.strings("ServiceName", logs, log -> SpanRows.serviceName(log.getResource()));
    out.strings("Body", logs, LogRows::body);
    out.strings("ResourceSchemaUrl", logs, log -> orEmpty(log.getResource().getSchemaUrl()));
    out.resources("ResourceAttributes", logs, LogRecordData::getResource);
    scope(logs, out);
    out.maps("LogAttributes", logs, LogRecordData::getAttributes);
    out.strings("EventName", logs, log -> orEmpty(log.getEventName()));
  }

  private static void scope(List<LogRecordData> logs, BlockWriter out) {
    out.strings(
        "ScopeSchemaUrl", logs, log -> orEmpty(log.getInstrumentationScopeInfo().getSchemaUrl()));
    out.strings("ScopeName", logs, log -> log.getInstrumentationScopeInfo().getName());
    out.strings(
        "ScopeVersion", logs, log -> orEmpty(log.getInstrumentationScopeInfo().getVersion()));
    out.maps("ScopeAttributes", logs, log -> log.getInstrumentationScopeInfo().getAttributes());
  }

  private static String traceId(LogRecordData log) {
    return log.getSpanContext().isValid() ? log.getSpanContext().getTraceId() : "";
  }

  private static String spanId(LogRecordData log) {
    return log.getSpanContext().isValid() ? log.getSpanContext().getSpanId() : "";
  }

  private static String body(LogRecordData log) {
    Value<?> body = log.getBodyValue();
    return body == null ? "" : AttributeText.of(body);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
