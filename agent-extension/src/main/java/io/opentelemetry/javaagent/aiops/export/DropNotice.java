/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;

/** The log row that says how many rows were lost. */
record DropNotice(Resource resource, long epochNanos, Drops.Loss loss, long rows)
    implements LogRecordData {

  static final String EVENT = "aiops.telemetry.dropped";

  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("dev.aiops");
  private static final AttributeKey<String> TABLE = AttributeKey.stringKey("aiops.dropped.table");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("aiops.dropped.reason");
  private static final AttributeKey<Long> ROWS = AttributeKey.longKey("aiops.dropped.rows");

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public long getTimestampEpochNanos() {
    return epochNanos;
  }

  @Override
  public long getObservedTimestampEpochNanos() {
    return epochNanos;
  }

  @Override
  public SpanContext getSpanContext() {
    return SpanContext.getInvalid();
  }

  @Override
  public Severity getSeverity() {
    return Severity.WARN;
  }

  @Override
  public String getSeverityText() {
    return "WARN";
  }

  @Override
  @SuppressWarnings("deprecation") // the interface still asks for it
  public io.opentelemetry.sdk.logs.data.Body getBody() {
    return io.opentelemetry.sdk.logs.data.Body.string(text());
  }

  @Override
  public Value<?> getBodyValue() {
    return Value.of(text());
  }

  @Override
  public Attributes getAttributes() {
    return Attributes.of(TABLE, loss.table().sqlName(), REASON, loss.reason().text(), ROWS, rows);
  }

  @Override
  public int getTotalAttributeCount() {
    return getAttributes().size();
  }

  @Override
  public String getEventName() {
    return EVENT;
  }

  private String text() {
    return rows + " rows of " + loss.table().sqlName() + " dropped: " + loss.reason().text();
  }
}
