/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.BetaToolUseBlockParam;
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
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the gate has let pass, between the entry and the exit of the runner's method.
 *
 * @param execution the approval that is used for it; null where none was needed
 */
record GatedTool(RunningTool tool, @Nullable Execution execution) {

  static final int STATE = 0;
  static final int USE = 1;

  private static final String NO_TOOL = "there is no tool to run";

  /**
   * The state and the use to run in place of the model's; null where the tool must not run, with
   * word left for the exit.
   */
  static Object @Nullable [] enter(Object runner, Object[] arguments) {
    try {
      ToolUse use = ToolUse.of(arguments);
      return use.tool() == null ? new Object[] {NO_TOOL, use.use()} : ask(runner, use);
    } catch (Throwable t) {
      return turnAway(GatedCalls.failed("the tool", t));
    }
  }

  private static Object @Nullable [] ask(Object runner, ToolUse use) {
    ToolCall call = RunningTool.start(use);
    Passage passage = GatedCalls.pass(gated(runner, use, call));
    if (passage instanceof Passage.Refused refused) {
      return turnAway(call, refused.why());
    }
    return passage instanceof Passage.Admitted admitted
        ? admitted(call, use.use(), admitted)
        : state(RunningTool.enter(call, call.context()), null, use.use());
  }

  private static GatedCall gated(Object runner, ToolUse use, ToolCall call) {
    return new GatedCall(
        use.use().name(),
        use::definition,
        Arguments.json(use.arguments()),
        call.context(),
        new Place(runner, "generateToolUseResult"));
  }

  private static Object @Nullable [] turnAway(ApprovalException why) {
    GatedCalls.turnAway(why);
    return null;
  }

  private static Object @Nullable [] turnAway(ToolCall call, ApprovalException why) {
    Faults.guard("anthropic-java tool", () -> call.refuse(why));
    return turnAway(why);
  }

  private static Object @Nullable [] admitted(
      ToolCall call, BetaToolUseBlockParam use, Passage.Admitted admitted) {
    Execution execution = admitted.execution();
    try {
      var frozen = use.toBuilder().input(Json.input(admitted.arguments().text())).build();
      return state(RunningTool.enter(call, admitted.context()), execution, frozen);
    } catch (Throwable t) {
      if (execution != null) {
        execution.failed("not_executed");
      }
      return turnAway(call, GatedCalls.failed("the tool", t));
    }
  }

  private static Object[] state(
      RunningTool tool, @Nullable Execution execution, BetaToolUseBlockParam use) {
    return new Object[] {new GatedTool(tool, execution), use};
  }

  /** What is thrown, and what is returned, of which one is null. */
  static @Nullable Object[] exit(
      Object @Nullable [] entered,
      BetaToolUseBlockParam use,
      @Nullable BetaToolResultBlockParam result,
      @Nullable Throwable thrown) {
    if (entered == null) {
      return refusal(GatedCalls.turnedAway("the tool"), use);
    }
    return entered[STATE] instanceof GatedTool gated
        ? gated.ended(result, thrown)
        : new @Nullable Object[] {thrown, result};
  }

  /** A person's word is a result that the model reads; that nobody can be asked is an error. */
  private static @Nullable Object[] refusal(ApprovalException why, BetaToolUseBlockParam use) {
    if (why instanceof ApprovalUnavailableException) {
      return new @Nullable Object[] {why, null};
    }
    Object result =
        Faults.value(
            "anthropic-java tool refusal",
            () -> ToolResults.notRun(use.id(), String.valueOf(why.getMessage())));
    return new @Nullable Object[] {result == null ? why : null, result};
  }

  private @Nullable Object[] ended(
      @Nullable BetaToolResultBlockParam result, @Nullable Throwable thrown) {
    Object told = Faults.value("anthropic-java tool result", () -> told(result));
    // before the span ends, on which it leaves word
    Faults.guard("anthropic-java tool outcome", () -> report(result, thrown));
    Faults.guard("anthropic-java tool", () -> tool.ended(result, thrown));
    return new @Nullable Object[] {thrown, told == null ? result : told};
  }

  private @Nullable Object told(@Nullable BetaToolResultBlockParam result) {
    String notice = execution == null ? null : execution.notice();
    return notice == null || result == null ? null : ToolResults.with(notice, result);
  }

  private void report(@Nullable BetaToolResultBlockParam result, @Nullable Throwable thrown) {
    if (execution == null) {
      return;
    }
    if (thrown != null) {
      execution.failed(TypedError.of(thrown));
    } else if (result != null && ToolResults.isError(result)) {
      execution.failed(ToolResults.ERROR);
    } else {
      execution.succeeded();
    }
  }
}
