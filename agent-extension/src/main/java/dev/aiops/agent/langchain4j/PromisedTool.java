/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How the call of a tool ends whose executor promises its result. */
final class PromisedTool {

  private static final String RESULT = "dev.langchain4j.service.tool.ToolExecutionResult";

  private PromisedTool() {}

  /** What is thrown, and what is returned, of which one is null. */
  static @Nullable Object[] exit(
      @Nullable Object entered, @Nullable Object promised, @Nullable Throwable thrown) {
    if (!(entered instanceof GatedTool tool)) {
      return new @Nullable Object[] {null, refusal()};
    }
    if (thrown != null || !(promised instanceof CompletionStage<?> stage)) {
      return GatedTool.exit(tool, RESULT, null, thrown);
    }
    tool.runs().leave();
    return new @Nullable Object[] {null, watched(tool, stage)};
  }

  private static CompletableFuture<?> refusal() {
    @Nullable Object[] refusal = GatedTool.exit(null, RESULT, null, null);
    return refusal[0] instanceof Throwable why
        ? CompletableFuture.failedFuture(why)
        : CompletableFuture.completedFuture(refusal[1]);
  }

  private static CompletableFuture<?> watched(GatedTool tool, CompletionStage<?> stage) {
    CompletableFuture<Object> told =
        stage.<Object>thenApply(result -> tool.told(result, RESULT)).toCompletableFuture();
    return new CallFuture<>(
        told, Context.current(), (result, thrown) -> end(tool, result, cause(thrown)), () -> {});
  }

  private static void end(GatedTool tool, @Nullable Object result, @Nullable Throwable thrown) {
    // before the span ends, on which it leaves word
    Faults.guard("langchain4j tool outcome", () -> tool.report(result, thrown));
    Faults.guard("langchain4j tool", () -> tool.runs().told(result, thrown));
  }

  /** As {@link #exit}, where nothing needs approval: the app's own future is left as it is. */
  static void ended(ToolRuns tool, @Nullable Object promised, @Nullable Throwable thrown) {
    if (thrown == null && promised instanceof CompletionStage<?> stage) {
      tool.leave();
      var ignored = stage.whenComplete((result, error) -> tool.told(result, cause(error)));
    } else {
      tool.ended(null, thrown);
    }
  }

  private static @Nullable Throwable cause(@Nullable Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
    return cause == null ? thrown : cause;
  }
}
