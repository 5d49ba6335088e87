/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.content;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.export.ContentSink;
import io.opentelemetry.javaagent.aiops.export.MessagePart;
import io.opentelemetry.javaagent.aiops.export.MessagePart.Part;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes what models and tools were told and said, where the operator wants it. */
public final class ContentLog {

  private final ContentRules rules;
  private final ContentSink sink;
  private final Background background;
  private final InstantSource clock;
  private final Supplier<String> serviceName;

  /** Texts pass {@code rules} on {@code background} and end in {@code sink}. */
  public ContentLog(
      ContentRules rules,
      ContentSink sink,
      Background background,
      InstantSource clock,
      Supplier<String> serviceName) {
    this.rules = rules;
    this.sink = sink;
    this.background = background;
    this.clock = clock;
    this.serviceName = serviceName;
  }

  /** Whether the messages of model calls are kept. */
  public boolean messages() {
    return rules.messages();
  }

  /** Whether arguments and results of tools are kept. */
  public boolean toolArguments() {
    return rules.toolArguments();
  }

  /** The message of {@code error} without secrets and cut to size, for a span's status. */
  public String errorMessage(Throwable error) {
    return rules.message(error);
  }

  /**
   * Keeps one part of a call. {@code text} is called now. Dropped and counted when too much is
   * waiting.
   *
   * @param runId the run the call belongs to, or null
   */
  public void write(
      SpanContext span, @Nullable String runId, Part part, Supplier<@Nullable String> text) {
    if (!background.hasRoom()) {
      sink.dropped();
      return;
    }
    String given = Faults.text("reading content", text);
    if (given == null) {
      return;
    }
    String window = rules.window(given);
    Instant now = clock.instant();
    background.soon("keeping content", () -> sink.accept(part(span, runId, part, now, window)));
  }

  private MessagePart part(
      SpanContext span, @Nullable String runId, Part part, Instant time, String window) {
    Text text = rules.clean(window);
    return new MessagePart(
        time,
        span.getTraceId(),
        span.getSpanId(),
        runId == null ? "" : runId,
        serviceName.get(),
        part,
        text.value(),
        text.redacted(),
        text.truncated());
  }
}
