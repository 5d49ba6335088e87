/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/**
 * Spans as rows of {@code otel_traces}, value for value as the Collector's exporter writes them.
 */
final class SpanRows implements RowEncoder<SpanData> {

  private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");

  @Override
  public Table table() {
    return Table.TRACES;
  }

  @Override
  public long epochNanos(SpanData span) {
    return span.getStartEpochNanos();
  }

  @Override
  public void encode(List<SpanData> spans, BlockWriter out) {
    out.times("Timestamp", spans, SpanData::getStartEpochNanos);
    out.strings("TraceId", spans, SpanData::getTraceId);
    out.strings("SpanId", spans, SpanData::getSpanId);
    out.strings("ParentSpanId", spans, SpanRows::parent);
    out.strings("TraceState", spans, span -> traceState(span.getSpanContext().getTraceState()));
    out.strings("SpanName", spans, SpanData::getName);
    out.strings("SpanKind", spans, span -> kind(span.getKind()));
    out.strings("ServiceName", spans, span -> serviceName(span.getResource()));
    out.resources("ResourceAttributes", spans, SpanData::getResource);
    out.strings("ScopeName", spans, span -> span.getInstrumentationScopeInfo().getName());
    out.strings("ScopeVersion", spans, SpanRows::scopeVersion);
    out.maps("SpanAttributes", spans, SpanData::getAttributes);
    out.uint64s("Duration", spans, SpanRows::duration);
    out.strings("StatusCode", spans, span -> status(span.getStatus()));
    out.strings("StatusMessage", spans, span -> span.getStatus().getDescription());
    events(spans, out);
    links(spans, out);
  }

  private static void events(List<SpanData> spans, BlockWriter out) {
    out.nestedTimes("Events.Timestamp", spans, SpanData::getEvents, EventData::getEpochNanos);
    out.nestedStrings("Events.Name", spans, SpanData::getEvents, EventData::getName);
    out.nestedMaps("Events.Attributes", spans, SpanData::getEvents, EventData::getAttributes);
  }

  private static void links(List<SpanData> spans, BlockWriter out) {
    out.nestedStrings(
        "Links.TraceId", spans, SpanData::getLinks, link -> link.getSpanContext().getTraceId());
    out.nestedStrings(
        "Links.SpanId", spans, SpanData::getLinks, link -> link.getSpanContext().getSpanId());
    out.nestedStrings(
        "Links.TraceState",
        spans,
        SpanData::getLinks,
        link -> traceState(link.getSpanContext().getTraceState()));
    out.nestedMaps("Links.Attributes", spans, SpanData::getLinks, LinkData::getAttributes);
  }

  static String serviceName(Resource resource) {
    String name = resource.getAttribute(SERVICE_NAME);
    return name == null ? "" : name;
  }

  private static String parent(SpanData span) {
    return span.getParentSpanContext().isValid() ? span.getParentSpanId() : "";
  }

  private static String scopeVersion(SpanData span) {
    String version = span.getInstrumentationScopeInfo().getVersion();
    return version == null ? "" : version;
  }

  private static long duration(SpanData span) {
    return Math.max(0, span.getEndEpochNanos() - span.getStartEpochNanos());
  }

  private static String kind(SpanKind kind) {
    return switch (kind) {
      case INTERNAL -> "Internal";
      case SERVER -> "Server";
      case CLIENT -> "Client";
      case PRODUCER -> "Producer";
      case CONSUMER -> "Consumer";
    };
  }

  private static String status(StatusData status) {
    return switch (status.getStatusCode()) {
      case UNSET -> "Unset";
      case OK -> "Ok";
      case ERROR -> "Error";
    };
  }

  private static String traceState(TraceState state) {
    if (state.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    state.forEach(
        (key, value) ->
            out.append(out.length() == 0 ? "" : ",").append(key).append('=').append(value));
    return out.toString();
  }
}
