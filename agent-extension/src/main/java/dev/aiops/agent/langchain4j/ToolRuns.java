/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import org.jspecify.annotations.Nullable;

/** A tool between the entry and the exit of its executor. */
record ToolRuns(ToolCall call, Scope scope) {

  // since 1.6; older executors return the text
  private static final Getter IS_ERROR = new Getter("isError");
  private static final Getter RESULT_TEXT = new Getter("resultText");

  /** A tool of which nobody has said yet whether it runs. */
  record Started(ToolCall call) {

    Context context() {
      return call.context();
    }

    ToolRuns enter(Context context) {
      return new ToolRuns(call, Scopes.enter(context));
    }
  }

  static Started start(Object executor, ToolExecutionRequest request) {
    return new Started(
        ToolCalls.start(
            Context.current(),
            new ToolRequest(
                request.name(),
                request.id(),
                Requests.LIBRARY,
                ServerTools.isOne(executor) ? "extension" : "function",
                request::arguments)));
  }

  static ToolRuns begin(Object executor, ToolExecutionRequest request) {
    Started started = start(executor, request);
    return started.enter(started.context());
  }

  /** Whether the tool reported a failure as a result. */
  static boolean isError(@Nullable Object result) {
    return result != null && Boolean.TRUE.equals(IS_ERROR.of(result));
  }

  void ended(@Nullable Object result, @Nullable Throwable thrown) {
    leave();
    told(result, thrown);
  }

  /** The thread that entered goes on with something else. */
  void leave() {
    scope.close();
  }

  /** Ends the call, on whatever thread. */
  void told(@Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      call.fail(thrown);
    } else if (isError(result)) {
      call.failWith("tool_error", () -> text(result));
    } else {
      call.succeed(() -> text(result));
    }
  }

  private static @Nullable String text(@Nullable Object result) {
    return result instanceof String text ? text : (String) RESULT_TEXT.of(result);
  }
}
