/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.thread.HandOver;
import io.reactivex.rxjava3.core.Single;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A tool about which somebody may have to be asked, called where nothing should wait: it is called
 * again on a thread of ours when its result is subscribed to, and passes the gate there.
 */
final class HandedTool {

  private static final ThreadLocal<Single<Map<String, Object>>> LEFT = new ThreadLocal<>();

  private final BaseTool tool;
  private final @Nullable Map<String, Object> arguments;
  private final @Nullable ToolContext context;
  private final Context parent = Context.current();

  private HandedTool(
      BaseTool tool, @Nullable Map<String, Object> arguments, @Nullable ToolContext context) {
    this.tool = tool;
    this.arguments = arguments;
    this.context = context;
  }

  /** Whether it is; the result is left for the exit, as the entry skips the body. */
  static boolean leave(
      BaseTool tool, @Nullable Map<String, Object> arguments, @Nullable ToolContext context) {
    if (!GatedCalls.mustWait(tool.name(), Context.current())) {
      return false;
    }
    LEFT.set(Arriving.of(new HandedTool(tool, arguments, context)::called));
    return true;
  }

  /** What the entry on this thread has left; null where it has left nothing. */
  static @Nullable Single<Map<String, Object>> left() {
    Single<Map<String, Object>> result = LEFT.get();
    LEFT.remove();
    return result;
  }

  private CompletableFuture<Map<String, Object>> called() {
    try {
      return HandOver.TOOLS.start(
          parent.wrapSupplier(() -> tool.runAsync(arguments, context).toCompletionStage()));
    } catch (RejectedExecutionException e) {
      ApprovalException why = GatedCalls.crowded(tool.name());
      parent.wrap(() -> ToolRun.start(tool, arguments, context).refuse(why)).run();
      return CompletableFuture.failedFuture(why);
    }
  }
}
