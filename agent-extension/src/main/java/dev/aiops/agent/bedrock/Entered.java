/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** What enter advice gives: the call, the request and the handler to go on with, a refusal. */
final class Entered {

  static final int ENTERED = 0;
  static final int REQUEST = 1;
  static final int REFUSAL = 2;
  static final int HANDLER = 3;

  private Entered() {}

  /** Begins a call whose answer comes as a whole. */
  static Object @Nullable [] call(Object client, Object request) {
    return enter(client, request, null, call -> call);
  }

  /** Begins a call whose answer comes as a stream to {@code handler}. */
  static Object @Nullable [] stream(Object client, Object request, Object handler) {
    return enter(client, request, handler, StreamedCall::new);
  }

  private static Object[] enter(
      Object client,
      Object request,
      @Nullable Object handler,
      Function<BedrockCall, Object> entering) {
    Asked asked = Asked.of(request);
    BedrockCall begun = BedrockCall.begin(client, asked, handler != null);
    try {
      return admit(begun, asked, handler, entering);
    } catch (Throwable t) {
      begun.leave();
      begun.call().fail(t);
      throw t;
    }
  }

  private static Object[] admit(
      BedrockCall begun,
      Asked asked,
      @Nullable Object handler,
      Function<BedrockCall, Object> entering) {
    RuntimeException refusal = begun.call().admit();
    if (refusal != null) {
      begun.leave();
      return refused(refusal, asked.request(), handler);
    }
    long limit = begun.call().injectMaxTokens();
    Object request = limit > 0 && asked.hasLimit() ? asked.limited(limit) : asked.request();
    Object entered = entering.apply(begun);
    Object ours = entered instanceof StreamedCall stream ? watched(stream, handler) : handler;
    return result(entered, request, null, ours);
  }

  private static @Nullable Object watched(StreamedCall stream, @Nullable Object handler) {
    if (handler instanceof ConverseStreamResponseHandler app) {
      return new ConverseHandler(stream, app);
    }
    return handler instanceof InvokeModelWithResponseStreamResponseHandler app
        ? new InvokeHandler(stream, app)
        : handler;
  }

  private static Object[] result(
      Object entered, Object request, @Nullable Object refusal, @Nullable Object handler) {
    return new @Nullable Object[] {entered, request, refusal, handler};
  }

  private static Object[] refused(Throwable refusal, Object request, @Nullable Object handler) {
    if (handler instanceof EventStreamResponseHandler<?, ?> app) {
      // what the app throws here must not let the call go
      Faults.guard("telling a handler of a refusal", () -> app.exceptionOccurred(refusal));
    }
    return result(refusal, request, refusal, handler);
  }

  /** What enter advice gives where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault, Object request) {
    return failed(fault, request, null);
  }

  /** As {@link #failed(Throwable, Object)}, of a stream. */
  static Object @Nullable [] failed(Throwable fault, Object request, @Nullable Object handler) {
    Throwable refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : refused(refusal, request, handler);
  }

  static @Nullable Object of(Object @Nullable [] entered) {
    return entered == null ? null : entered[ENTERED];
  }
}
