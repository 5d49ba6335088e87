/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.export;

import java.util.List;

/** Captured content as rows of {@code message_content}. */
final class ContentRows implements RowEncoder<MessagePart> {

  @Override
  public Table table() {
    return Table.MESSAGE_CONTENT;
  }

  @Override
  public long epochNanos(MessagePart part) {
    return RunEventRows.nanos(part.time());
  }

  @Override
  public void encode(List<MessagePart> parts, BlockWriter out) {
    out.times("Timestamp", parts, this::epochNanos);
    out.strings("TraceId", parts, MessagePart::traceId);
    out.strings("SpanId", parts, MessagePart::spanId);
    out.strings("RunId", parts, MessagePart::runId);
    out.strings("ServiceName", parts, MessagePart::serviceName);
    out.strings("Part", parts, part -> part.part().text());
    out.strings("Content", parts, MessagePart::content);
    out.uint8s("Redacted", parts, part -> part.redacted() ? 1 : 0);
    out.uint8s("Truncated", parts, part -> part.truncated() ? 1 : 0);
  }
}
