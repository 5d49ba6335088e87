/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException;
import io.opentelemetry.javaagent.aiops.approval.ApprovalUnavailableException;
import io.opentelemetry.javaagent.aiops.approval.Execution;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Place;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.Passage;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that the gate has let pass, between the entry and the exit of what calls it.
 *
 * @param execution the approval that is used for it; null where none was needed
 */
record GatedFunction(FunctionRun run, @Nullable Execution execution) {

  private static final String WHAT = "the function";

  /**
   * The state and the arguments to run with in place of the model's; null where the function must
   * not run, with word left for the exit.
   */
  static Object @Nullable [] enter(Method function, Map<String, Object> given) {
    try {
      ToolCall call = FunctionRun.start(function, given);
      FunctionArguments arguments = new FunctionArguments(function, given);
      Passage passage = GatedCalls.pass(asked(function, arguments, call.context()));
      if (passage instanceof Passage.Refused refused) {
        return turnAway(call, refused.why());
      }
      return passage instanceof Passage.Admitted admitted
          ? admitted(call, arguments, admitted)
          : entered(call, call.context(), null, given);
    } catch (Throwable t) {
      GatedCalls.turnAway(GatedCalls.failed(WHAT, t));
      return null;
    }
  }

  private static GatedCall asked(Method function, FunctionArguments arguments, Context context) {
    return new GatedCall(
        function.getName(),
        () -> definition(function),
        arguments,
        context,
        new Place(function.getDeclaringClass(), function.toGenericString()));
  }

  private static Object @Nullable [] turnAway(ToolCall call, ApprovalException why) {
    Faults.guard("google-genai function", () -> call.refuse(why));
    GatedCalls.turnAway(why);
    return null;
  }

  private static Object @Nullable [] admitted(
      ToolCall call, FunctionArguments arguments, Passage.Admitted admitted) {
    Execution execution = admitted.execution();
    try {
      Map<String, Object> values = arguments.values(admitted.arguments());
      return entered(call, admitted.context(), execution, values);
    } catch (Throwable t) {
      if (execution != null) {
        execution.failed("not_executed");
      }
      return turnAway(call, GatedCalls.failed(WHAT, t));
    }
  }

  private static Object[] entered(
      ToolCall call, Context context, @Nullable Execution execution, Map<String, Object> values) {
    return new Object[] {new GatedFunction(FunctionRun.enter(call, context), execution), values};
  }

  /** So that an approval of one function is none of another by the same name. */
  private static String definition(Method function) {
    try {
      byte[] text = function.toGenericString().getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** What is thrown, and what is returned, of which one is null. */
  static @Nullable Object[] exit(
      @Nullable Object entered, @Nullable Object result, @Nullable Throwable thrown) {
    if (!(entered instanceof GatedFunction function)) {
      return refusal(GatedCalls.turnedAway(WHAT));
    }
    // before the span ends, on which it leaves word
    Faults.guard("google-genai function outcome", () -> function.report(thrown));
    Faults.guard("google-genai function", () -> function.run.ended(result, thrown));
    return new @Nullable Object[] {thrown, function.told(result)};
  }

  /** A person's word is a result that the model reads; that nobody can be asked is an error. */
  private static @Nullable Object[] refusal(ApprovalException why) {
    return why instanceof ApprovalUnavailableException
        ? new @Nullable Object[] {why, null}
        : new @Nullable Object[] {null, String.valueOf(why.getMessage())};
  }

  private @Nullable Object told(@Nullable Object result) {
    String notice = execution == null ? null : execution.notice();
    return notice == null ? result : notice + (result == null ? "" : result);
  }

  private void report(@Nullable Throwable thrown) {
    if (execution == null) {
      return;
    }
    if (thrown != null) {
      execution.failed(TypedError.of(FunctionRun.cause(thrown)));
    } else {
      execution.succeeded();
    }
  }
}
