/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import org.jspecify.annotations.Nullable;

/** A tool between the entry and the exit of the runner's method. */
record RunningTool(ToolCall call, Scope scope) {

  /** A tool of which nobody has said yet whether it runs. */
  static ToolCall start(ToolUse use) {
    ToolRequest request =
        new ToolRequest(
            use.use().name(), use.use().id(), AnthropicModule.NAME, use.type(), use::arguments);
    return ToolCalls.start(Context.current(), request);
  }

  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  static RunningTool enter(ToolCall call, Context context) {
    return new RunningTool(call, context.makeCurrent());
  }

  /** Null where the library runs no tool. */
  static @Nullable RunningTool begin(ToolUse use) {
    if (use.tool() == null) {
      return null;
    }
    ToolCall call = start(use);
    return enter(call, call.context());
  }

  void ended(@Nullable BetaToolResultBlockParam result, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null || result == null) {
      call.fail(thrown == null ? new IllegalStateException("no result") : thrown);
    } else if (ToolResults.isError(result)) {
      call.failWith(ToolResults.ERROR, () -> ToolResults.text(result));
    } else {
      call.succeed(() -> ToolResults.text(result));
    }
  }
}
