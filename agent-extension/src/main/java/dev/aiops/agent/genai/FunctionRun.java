/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function between the entry and the exit of what calls it. */
record FunctionRun(ToolCall call, Scope scope) {

  /** The library does not hand the model's id of the call on. */
  static ToolCall start(Method function, Map<String, Object> arguments) {
    return ToolCalls.start(
        Context.current(),
        new ToolRequest(
            function.getName(), null, GenAiModule.NAME, "function", () -> Json.object(arguments)));
  }

  static FunctionRun begin(Method function, Map<String, Object> arguments) {
    ToolCall call = start(function, arguments);
    return enter(call, call.context());
  }

  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  static FunctionRun enter(ToolCall call, Context context) {
    return new FunctionRun(call, context.makeCurrent());
  }

  void ended(@Nullable Object result, @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null) {
      call.fail(cause(thrown));
    } else {
      call.succeed(() -> String.valueOf(result));
    }
  }

  /** What the function threw: it was called by reflection. */
  static Throwable cause(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    return thrown instanceof InvocationTargetException && cause != null ? cause : thrown;
  }
}
