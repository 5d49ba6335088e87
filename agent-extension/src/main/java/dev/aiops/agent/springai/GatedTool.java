/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

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
import org.springframework.ai.tool.ToolCallback;

/**
 * A tool that the gate has let pass, between the entry and the exit of its callback.
 *
 * @param execution the approval that is used for it; null where none was needed
 */
record GatedTool(ToolRun run, @Nullable Execution execution) {

  /**
   * The state, and the arguments to run with in place of the app's; null where the tool must not
   * run, with word left for the exit.
   */
  static Object @Nullable [] enter(ToolCallback tool, String method, @Nullable String arguments) {
    try {
      ToolRun.Started started = ToolRun.start(tool, arguments);
      Passage passage = GatedCalls.pass(call(tool, method, arguments, started));
      return passage instanceof Passage.Refused refused
          ? turnAway(started, refused.why())
          : admitted(started, passage, arguments);
    } catch (Throwable t) {
      GatedCalls.turnAway(GatedCalls.failed("the tool", t));
      return null;
    }
  }

  private static GatedCall call(
      ToolCallback tool, String method, @Nullable String arguments, ToolRun.Started started) {
    return new GatedCall(
        tool.getToolDefinition().name(),
        () -> Definitions.of(tool.getToolDefinition()),
        Arguments.json(arguments == null ? "" : arguments),
        started.context(),
        new Place(tool, method),
        ServerTools.hints(tool));
  }

  private static Object @Nullable [] turnAway(ToolRun.Started started, ApprovalException why) {
    Faults.guard("spring-ai tool", () -> started.call().refuse(why));
    GatedCalls.turnAway(why);
    return null;
  }

  private static @Nullable Object[] admitted(
      ToolRun.Started started, Passage passage, @Nullable String arguments) {
    if (passage instanceof Passage.Admitted admitted) {
      ToolRun run = started.enter(admitted.context());
      return new @Nullable Object[] {
        new GatedTool(run, admitted.execution()), admitted.arguments().text()
      };
    }
    return new @Nullable Object[] {
      new GatedTool(started.enter(started.context()), null), arguments
    };
  }

  /** What is thrown, and what is returned, of which one is null. */
  static @Nullable Object[] exit(
      @Nullable Object entered, @Nullable String result, @Nullable Throwable thrown) {
    if (!(entered instanceof GatedTool tool)) {
      return refusal(GatedCalls.turnedAway("the tool"));
    }
    // before the span ends, on which it leaves word
    Faults.guard("spring-ai tool outcome", () -> tool.report(thrown));
    Faults.guard("spring-ai tool", () -> tool.run.ended(result, thrown));
    return new @Nullable Object[] {thrown, tool.told(result)};
  }

  /** A person's word is a result that the model reads; that nobody can be asked is an error. */
  private static @Nullable Object[] refusal(ApprovalException why) {
    return why instanceof ApprovalUnavailableException
        ? new @Nullable Object[] {why, null}
        : new @Nullable Object[] {null, String.valueOf(why.getMessage())};
  }

  private @Nullable String told(@Nullable String result) {
    String notice = execution == null ? null : execution.notice();
    return notice == null || result == null ? result : notice + result;
  }

  private void report(@Nullable Throwable thrown) {
    if (execution == null) {
      return;
    }
    if (thrown == null) {
      execution.succeeded();
    } else {
      execution.failed(TypedError.of(ToolRun.reason(thrown)));
    }
  }
}
