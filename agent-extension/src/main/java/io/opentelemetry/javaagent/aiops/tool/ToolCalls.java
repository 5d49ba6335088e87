/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.tool;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import org.jspecify.annotations.Nullable;

/**
 * Where hooks on tools begin.
 *
 * <pre>{@code
 * ToolCall call = ToolCalls.start(Context.current(), new ToolRequest("refund", id, "langchain4j", "function", args));
 * Scope scope = call.context().makeCurrent();
 * // … the tool runs …
 * scope.close();
 * call.succeed(() -> result);
 * }</pre>
 */
public final class ToolCalls {

  private static volatile @Nullable ToolRecorder recorder;

  /**
   * A tool is about to run. A hook inside another on the same call (same name or same id, with no
   * model call or agent between) gets a view that records nothing. Never throws.
   */
  public static ToolCall start(Context parent, ToolRequest request) {
    ToolRecorder current = recorder;
    if (current == null) {
      return new NoTool(parent);
    }
    try {
      return current.start(parent, request);
    } catch (Throwable t) {
      Faults.report("starting a tool call", t);
      return new NoTool(parent);
    }
  }

  /** Records through {@code recorder} from now on; null records nothing. */
  public static void install(@Nullable ToolRecorder recorder) {
    ToolCalls.recorder = recorder;
  }

  private ToolCalls() {}
}
