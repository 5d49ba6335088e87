/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.adk.tools.BaseTool;
import com.google.adk.tools.ToolContext;
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
import io.reactivex.rxjava3.core.Single;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the gate has let pass, between its call and its result. An approval is good for one
 * subscription.
 *
 * @param execution the approval that is used for it; null where none was needed
 */
record GatedTool(String tool, ToolRun run, @Nullable Execution execution, AtomicBoolean taken)
    implements WatchedResult.Watch {

  private static final String WHAT = "the tool";

  /**
   * The state and the arguments to run with in place of the model's; null where the tool must not
   * run, with word left for the exit.
   */
  static Object @Nullable [] enter(
      BaseTool tool,
      String method,
      @Nullable Map<String, Object> given,
      @Nullable ToolContext context) {
    try {
      if (HandedTool.leave(tool, given, context)) {
        return null;
      }
      ToolCall call = ToolRun.start(tool, given, context);
      ToolArguments arguments = new ToolArguments(given);
      Passage passage =
          GatedCalls.pass(
              new GatedCall(
                  tool.name(),
                  () -> definition(tool),
                  arguments,
                  call.context(),
                  new Place(tool, method),
                  ServerTools.hints(tool)));
      return enter(tool.name(), call, arguments, given, passage);
    } catch (Throwable t) {
      GatedCalls.turnAway(GatedCalls.failed(WHAT, t));
      return null;
    }
  }

  private static Object @Nullable [] enter(
      String tool,
      ToolCall call,
      ToolArguments arguments,
      @Nullable Map<String, Object> given,
      Passage passage) {
    if (passage instanceof Passage.Refused refused) {
      return turnAway(call, refused.why());
    }
    return passage instanceof Passage.Admitted admitted
        ? admitted(tool, call, arguments, admitted)
        : new Object[] {state(tool, call, call.context(), null), given};
  }

  private static Object @Nullable [] turnAway(ToolCall call, ApprovalException why) {
    Faults.guard("google-adk tool", () -> call.refuse(why));
    GatedCalls.turnAway(why);
    return null;
  }

  private static Object @Nullable [] admitted(
      String tool, ToolCall call, ToolArguments arguments, Passage.Admitted admitted) {
    Execution execution = admitted.execution();
    try {
      Object values = arguments.values(admitted.arguments());
      return new Object[] {state(tool, call, admitted.context(), execution), values};
    } catch (Throwable t) {
      if (execution != null) {
        execution.failed("not_executed");
      }
      return turnAway(call, GatedCalls.failed(WHAT, t));
    }
  }

  private static GatedTool state(
      String tool, ToolCall call, Context context, @Nullable Execution execution) {
    return new GatedTool(tool, ToolRun.enter(call, context), execution, new AtomicBoolean());
  }

  /** So that an approval of one tool is none of another by the same name. */
  private static String definition(BaseTool tool) {
    String text = tool.getClass().getName() + '\n' + tool.declaration().map(Object::toString);
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /**
   * What is thrown, and what is returned, of which one is null. A result that cannot be watched is
   * not given to the app, which could subscribe to it more than once.
   */
  static @Nullable Object[] exit(
      @Nullable Object entered,
      @Nullable Single<Map<String, Object>> result,
      @Nullable Throwable thrown) {
    if (!(entered instanceof GatedTool tool)) {
      Single<Map<String, Object>> elsewhere = HandedTool.left();
      return elsewhere == null
          ? refusal(GatedCalls.turnedAway(WHAT))
          : new @Nullable Object[] {null, elsewhere};
    }
    tool.run.scope().close();
    if (result == null) {
      tool.failed(thrown == null ? new IllegalStateException("no result") : thrown);
      return new @Nullable Object[] {thrown, null};
    }
    return new @Nullable Object[] {null, new WatchedResult(result, tool)};
  }

  /** A person's word is a result that the model reads; that nobody can be asked is an error. */
  private static @Nullable Object[] refusal(ApprovalException why) {
    return why instanceof ApprovalUnavailableException
        ? new @Nullable Object[] {null, Single.error(why)}
        : new @Nullable Object[] {
          null, Single.just(Map.of("error", String.valueOf(why.getMessage())))
        };
  }

  @Override
  public Context context() {
    return run.context();
  }

  @Override
  public @Nullable Throwable subscribed() {
    boolean first = taken.compareAndSet(false, true);
    return first || execution == null ? null : GatedCalls.again(tool);
  }

  @Override
  public Map<String, Object> succeeded(Map<String, Object> result) {
    // before the span ends, on which it leaves word
    if (execution != null) {
      Faults.guard("google-adk tool outcome", execution::succeeded);
    }
    return noted(run.succeeded(result));
  }

  private Map<String, Object> noted(Map<String, Object> result) {
    String notice = execution == null ? null : execution.notice();
    if (notice == null) {
      return result;
    }
    Map<String, Object> noted = new LinkedHashMap<>();
    noted.put("notice", notice.strip());
    noted.putAll(result);
    return noted;
  }

  @Override
  public void failed(Throwable error) {
    if (execution != null) {
      String type = error instanceof CancellationException ? "cancelled" : TypedError.of(error);
      Faults.guard("google-adk tool outcome", () -> execution.failed(type));
    }
    run.failed(error);
  }
}
