/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.springai.ToolIds;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.execution.ToolExecutionException;

/** A tool between the entry and the exit of its callback. */
record ToolRun(ToolCall call, Scope scope) {

  /** A tool of which nobody has said yet whether it runs. */
  record Started(ToolCall call) {

    Context context() {
      return call.context();
    }

    ToolRun enter(Context context) {
      return new ToolRun(call, Scopes.enter(context));
    }
  }

  static Started start(ToolCallback tool, @Nullable String arguments) {
    Context context = Context.current();
    String name = tool.getToolDefinition().name();
    String given = arguments == null ? "" : arguments;
    return new Started(
        ToolCalls.start(
            context,
            new ToolRequest(
                name,
                ToolIds.take(context, name, given),
                Requests.LIBRARY,
                ServerTools.isOne(tool) ? "extension" : "function",
                () -> given)));
  }

  static ToolRun begin(ToolCallback tool, @Nullable String arguments) {
    Started started = start(tool, arguments);
    return started.enter(started.context());
  }

  void ended(@Nullable String result, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      call.fail(reason(thrown));
    } else {
      call.succeed(() -> result);
    }
  }

  /** What the tool threw, which Spring AI wraps. */
  static Throwable reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof ToolExecutionException && cause != null ? cause : thrown;
  }
}
