/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.agent.reactive.Publishers;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.approval.ApprovalException;
import io.opentelemetry.javaagent.aiops.approval.Execution;
import io.opentelemetry.javaagent.aiops.approval.GatedCall;
import io.opentelemetry.javaagent.aiops.approval.GatedCall.Place;
import io.opentelemetry.javaagent.aiops.approval.GatedCalls;
import io.opentelemetry.javaagent.aiops.approval.Passage;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import java.lang.reflect.Method;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A gated method that runs. One that returns a {@link CompletionStage} is done when that completes.
 *
 * @param execution the approval that is used for it; null where none was needed
 */
record GatedMethod(ToolCall call, Scope scope, @Nullable Execution execution) {

  /**
   * The state and the arguments to run with; null where the method must not run, with word left for
   * the exit.
   */
  static Object @Nullable [] enter(Method method, @Nullable Object self, Object[] given) {
    String tool = tool(method);
    try {
      ToolCall call =
          ToolCalls.start(
              Context.current(), new ToolRequest(tool, null, "method", "function", null));
      return enter(tool, call, new MethodArguments(method, given), self);
    } catch (Throwable t) {
      return turnAway(null, GatedCalls.failed(tool, t));
    }
  }

  /** As {@link #enter}, of a method that gives a future. */
  static Object @Nullable [] enterStage(Method method, @Nullable Object self, Object[] given) {
    String tool = tool(method);
    try {
      return HandedMethod.leave(tool, method, self, given) ? null : enter(method, self, given);
    } catch (Throwable t) {
      return turnAway(null, GatedCalls.failed(tool, t));
    }
  }

  private static String tool(Method method) {
    return method.getDeclaringClass().getName() + '#' + method.getName();
  }

  private static Object @Nullable [] enter(
      String tool, ToolCall call, MethodArguments arguments, @Nullable Object self) {
    Method method = arguments.method();
    Place place =
        new Place(self == null ? method.getDeclaringClass() : self, method.toGenericString());
    Passage passage =
        GatedCalls.pass(
            new GatedCall(tool, () -> definition(method), arguments, call.context(), place));
    if (passage instanceof Passage.Refused refused) {
      return turnAway(call, refused.why());
    } else if (passage instanceof Passage.Admitted admitted) {
      return admitted(tool, call, arguments, admitted);
    }
    return new Object[] {state(call, call.context(), null), arguments.given()};
  }

  private static Object @Nullable [] admitted(
      String tool, ToolCall call, MethodArguments arguments, Passage.Admitted admitted) {
    try {
      Object[] values = arguments.values(admitted.arguments());
      return new Object[] {state(call, admitted.context(), admitted.execution()), values};
    } catch (Throwable t) {
      Execution execution = admitted.execution();
      if (execution != null) {
        execution.failed("not_executed");
      }
      return turnAway(call, GatedCalls.failed(tool, t));
    }
  }

  // closed by exit: enter and exit are two advice calls
  @SuppressWarnings("MustBeClosedChecker")
  private static GatedMethod state(ToolCall call, Context context, @Nullable Execution execution) {
    return new GatedMethod(call, context.makeCurrent(), execution);
  }

  private static Object @Nullable [] turnAway(@Nullable ToolCall call, ApprovalException why) {
    if (call != null) {
      Faults.guard("gated method", () -> call.refuse(why));
    }
    GatedCalls.turnAway(why);
    return null;
  }

  private static String definition(Method method) {
    try {
      byte[] text = method.toGenericString().getBytes(UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** What the method throws: null is what it threw by itself. */
  static @Nullable Throwable exit(
      @Nullable Object entered,
      String type,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    if (!(entered instanceof GatedMethod method)) {
      return GatedCalls.turnedAway(type);
    }
    Faults.guard("gated method", () -> method.ended(returned, thrown));
    return null;
  }

  /** What a method returns that gives a future, and what it throws; null changes nothing. */
  static @Nullable Object @Nullable [] exitStage(
      @Nullable Object entered,
      String type,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    if (entered instanceof GatedMethod method) {
      Faults.guard("gated method", () -> method.ended(returned, thrown));
      return null;
    }
    CompletableFuture<?> elsewhere = HandedMethod.left();
    return elsewhere == null
        ? new @Nullable Object[] {null, GatedCalls.turnedAway(type)}
        : new @Nullable Object[] {elsewhere, null};
  }

  /**
   * What a method returns that gives a publisher, and what it throws; null changes nothing. One
   * that cannot be watched is not given to the app, which could subscribe to it more than once.
   */
  static Object @Nullable [] exitReactive(
      @Nullable Object entered,
      Method method,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    String tool = tool(method);
    if (!(entered instanceof GatedMethod gated)) {
      return new Object[] {null, GatedCalls.turnedAway(tool)};
    } else if (thrown != null || returned == null) {
      Faults.guard("gated method", () -> gated.ended(returned, thrown));
      return null;
    }
    gated.scope.close();
    try {
      GatedSubscription subscription = new GatedSubscription(gated, tool);
      return new Object[] {
        Publishers.watched(returned, method.getReturnType(), subscription), null
      };
    } catch (Throwable t) {
      gated.tell(t);
      return new Object[] {null, GatedCalls.failed(tool, t)};
    }
  }

  private void ended(@Nullable Object returned, @Nullable Throwable thrown) {
    scope.close();
    if (thrown == null && returned instanceof CompletionStage<?> stage) {
      stage.whenComplete((value, failure) -> tell(failure));
    } else {
      tell(thrown);
    }
  }

  void tell(@Nullable Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    Throwable failure = cause == null ? thrown : cause;
    if (execution != null && failure != null) {
      execution.failed(TypedError.of(failure));
    } else if (execution != null) {
      execution.succeeded();
    }
    if (failure == null) {
      call.succeed(null);
    } else {
      call.fail(failure);
    }
  }
}
