/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException;
import io.opentelemetry.javaagent.aiops.approval.ApprovalUnavailableException;
import io.opentelemetry.javaagent.aiops.approval.Execution;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Arguments;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Place;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.Passage;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the gate has let pass, between the entry and the exit of its executor.
 *
 * @param execution the approval that is used for it; null where none was needed
 */
record GatedTool(ToolRuns runs, @Nullable Execution execution) {

  /**
   * The state and the request to run in place of the app's; null where the tool must not run, with
   * word left for the exit.
   */
  static Object @Nullable [] enter(Object executor, String method, ToolExecutionRequest request) {
    try {
      ToolRuns.Started started = ToolRuns.start(executor, request);
      Passage passage = GatedCalls.pass(call(executor, method, request, started.context()));
      return passage instanceof Passage.Refused refused
          ? turnAway(started, refused.why())
          : admitted(started, passage, request);
    } catch (Throwable t) {
      GatedCalls.turnAway(GatedCalls.failed("the tool", t));
      return null;
    }
  }

  private static GatedCall call(
      Object executor, String method, ToolExecutionRequest request, Context context) {
    String arguments = request.arguments();
    return new GatedCall(
        request.name(),
        () -> Definitions.of(executor),
        Arguments.json(arguments == null ? "" : arguments),
        context,
        new Place(executor, method),
        ServerTools.hints(executor, request.name()));
  }

  private static Object @Nullable [] turnAway(ToolRuns.Started started, ApprovalException why) {
    Faults.guard("langchain4j tool", () -> started.call().refuse(why));
    GatedCalls.turnAway(why);
    return null;
  }

  private static Object[] admitted(
      ToolRuns.Started started, Passage passage, ToolExecutionRequest request) {
    if (passage instanceof Passage.Admitted admitted) {
      ToolExecutionRequest frozen = frozen(request, admitted.arguments().text());
      ToolRuns runs = started.enter(admitted.context());
      return new Object[] {new GatedTool(runs, admitted.execution()), frozen};
    }
    return new Object[] {new GatedTool(started.enter(started.context()), null), request};
  }

  private static ToolExecutionRequest frozen(ToolExecutionRequest request, String arguments) {
    return ToolExecutionRequest.builder()
        .id(request.id())
        .name(request.name())
        .arguments(arguments)
        .build();
  }

  /** What is thrown, and what is returned, of which one is null. */
  static @Nullable Object[] exit(
      @Nullable Object entered,
      String returns,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    if (!(entered instanceof GatedTool tool)) {
      return refusal(GatedCalls.turnedAway("the tool"), returns);
    }
    Object told = tool.told(result, returns);
    // before the span ends, on which it leaves word
    Faults.guard("langchain4j tool outcome", () -> tool.report(result, thrown));
    Faults.guard("langchain4j tool", () -> tool.runs.ended(result, thrown));
    return new @Nullable Object[] {thrown, told};
  }

  /** A person's word is a result that the model reads; that nobody can be asked is an error. */
  private static @Nullable Object[] refusal(ApprovalException why, String returns) {
    if (why instanceof ApprovalUnavailableException) {
      return new @Nullable Object[] {why, null};
    }
    Object result =
        Faults.value(
            "langchain4j tool refusal",
            () -> ToolResults.of(String.valueOf(why.getMessage()), returns));
    return new @Nullable Object[] {result == null ? why : null, result};
  }

  /** The result as the model reads it: with word before it that a person changed the arguments. */
  @Nullable Object told(@Nullable Object result, String returns) {
    String notice = execution == null ? null : execution.notice();
    if (notice == null || result == null) {
      return result;
    }
    Object told =
        Faults.value("langchain4j tool result", () -> ToolResults.with(notice, result, returns));
    return told == null ? result : told;
  }

  void report(@Nullable Object result, @Nullable Throwable thrown) {
    if (execution == null) {
      return;
    }
    if (thrown != null) {
      execution.failed(TypedError.of(thrown));
    } else if (ToolRuns.isError(result)) {
      execution.failed("tool_error");
    } else {
      execution.succeeded();
    }
  }
}
