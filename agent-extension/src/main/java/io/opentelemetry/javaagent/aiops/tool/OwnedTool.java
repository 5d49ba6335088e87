/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_OUTCOME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.content.ContentLog;
import io.opentelemetry.javaagent.aiops.export.MessagePart.Part;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Markers;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import io.opentelemetry.javaagent.aiops.run.Run;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tool call, held by the hook that owns it. */
final class OwnedTool implements ToolCall {

  private final Context context;
  private final ToolRequest request;
  private final Span span;
  private final @Nullable Run run;
  private final ContentLog content;
  private final AtomicBoolean ended = new AtomicBoolean();

  @SuppressWarnings("ThisEscapedInObjectConstruction")
  OwnedTool(Context parent, ToolRequest request, Span span, @Nullable Run run, ContentLog content) {
    this.request = request;
    this.span = span;
    this.run = run;
    this.content = content;
    this.context = Markers.mark(parent.with(span), this);
  }

  boolean isSame(ToolRequest other) {
    // a framework's tool for one of a server's: by another name, perhaps
    boolean wraps = "extension".equals(request.type()) && "mcp-sdk".equals(other.library());
    boolean sameId = request.callId() != null && request.callId().equals(other.callId());
    return wraps || sameId || request.name().equals(other.name());
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public boolean owner() {
    return true;
  }

  @Override
  public void succeed(@Nullable Supplier<@Nullable String> result) {
    finish("ok", () -> keep(result));
  }

  @Override
  public void fail(Throwable error) {
    finish(error instanceof CancellationException ? "cancelled" : "error", () -> failed(error));
  }

  /** No error of the tool: the run may go on, and says what it waits for or was told. */
  @Override
  public void refuse(TypedError why) {
    finish("refused", () -> span.setAttribute(ERROR_TYPE, why.errorType()));
  }

  @Override
  public void failWith(String errorType, @Nullable Supplier<@Nullable String> result) {
    finish(
        "error",
        () -> {
          span.setAttribute(ERROR_TYPE, errorType);
          span.setStatus(StatusCode.ERROR);
          keep(result);
        });
  }

  private void failed(Throwable error) {
    span.setAttribute(ERROR_TYPE, TypedError.of(error));
    span.setStatus(StatusCode.ERROR, content.errorMessage(error));
    if (run != null) {
      run.callFailed(span.getSpanContext().getSpanId(), error);
    }
  }

  private void keep(@Nullable Supplier<@Nullable String> result) {
    if (result != null && content.toolArguments()) {
      content.write(span.getSpanContext(), run == null ? null : run.id(), Part.TOOL_RESULT, result);
    }
  }

  private void finish(String outcome, Runnable end) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    Faults.guard("ending a tool call", end);
    span.setAttribute(CALL_OUTCOME, outcome);
    Faults.guard("ending the span of a tool call", span::end);
  }
}
