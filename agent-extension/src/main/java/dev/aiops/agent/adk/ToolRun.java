/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import dev.aiops.agent.genai.GenAiTypes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tool between its call and its result. */
record ToolRun(ToolCall call, Context context, Scope scope) implements WatchedResult.Watch {

  static ToolCall start(
      BaseTool tool, @Nullable Map<String, Object> arguments, @Nullable ToolContext context) {
    String id = context == null ? null : context.functionCallId().orElse(null);
    return ToolCalls.start(
        Context.current(),
        new ToolRequest(
            tool.name(),
            id == null || id.isEmpty() ? null : id,
            AdkModule.LIBRARY,
            ServerTools.isOne(tool) ? "extension" : "function",
            () -> arguments == null ? null : GenAiTypes.json(arguments)));
  }

  static ToolRun begin(
      BaseTool tool, @Nullable Map<String, Object> arguments, @Nullable ToolContext context) {
    ToolCall call = start(tool, arguments, context);
    return enter(call, call.context());
  }

  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  static ToolRun enter(ToolCall call, Context context) {
    return new ToolRun(call, context, context.makeCurrent());
  }

  /** What is returned in place of {@code result}; null for no change. */
  @Nullable Single<Map<String, Object>> exit(
      @Nullable Single<Map<String, Object>> result, @Nullable Throwable thrown) {
    scope.close();
    if (result == null) {
      call.fail(thrown == null ? new IllegalStateException("no result") : thrown);
      return null;
    }
    return new WatchedResult(result, this);
  }

  @Override
  public @Nullable Throwable subscribed() {
    return null;
  }

  @Override
  public Map<String, Object> succeeded(Map<String, Object> result) {
    call.succeed(() -> GenAiTypes.json(result));
    return result;
  }

  @Override
  public void failed(Throwable error) {
    call.fail(error);
  }
}
