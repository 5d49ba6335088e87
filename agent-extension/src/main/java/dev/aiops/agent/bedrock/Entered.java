/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;

/** What enter advice gives: the call, the request and the handler to go on with, a refusal. */
final class Entered {

  static final int ENTERED = 0;
  static final int REQUEST = 1;

  /** Why the method is skipped: it is refused, or called elsewhere. */
  static final int REFUSAL = 2;

  static final int HANDLER = 3;

  private Entered() {}

  /** Begins a call whose answer comes as a whole. */
  static Object @Nullable [] call(Object client, Object request) {
    return enter(client, request, null, Entered::admit);
  }

  /** As {@link #call}, of a client that does not wait. */
  static Object @Nullable [] callAsync(Object client, Object request) {
    return enter(
        client,
        request,
        null,
        (begun, asked, none) ->
            begun.call().mustWait() ? elsewhere(begun, client, asked) : admit(begun, asked, none));
  }

  /** Begins a call whose answer comes as a stream to {@code handler}. */
  static Object @Nullable [] stream(Object client, Object request, Object handler) {
    return enter(
        client,
        request,
        handler,
        (begun, asked, apps) ->
            begun.call().mustWait()
                ? elsewhere(begun, client, asked, handler)
                : streamed(begun, asked, handler));
  }

  private static Object[] streamed(BedrockCall begun, Asked asked, Object handler) {
    Object[] admitted = admit(begun, asked, handler);
    if (admitted[ENTERED] instanceof BedrockCall) {
      StreamedCall stream = new StreamedCall(begun);
      admitted[ENTERED] = stream;
      admitted[HANDLER] = watched(stream, handler);
    }
    return admitted;
  }

  /** The method is skipped here, and called on a thread of ours. */
  private static Object[] elsewhere(BedrockCall begun, Object client, Asked asked) {
    Object answer = begun.elsewhere(() -> Clients.call(client, asked.limited(begun.call())));
    return result(begun, asked.request(), answer, null);
  }

  private static Object[] elsewhere(BedrockCall begun, Object client, Asked asked, Object handler) {
    StreamedCall stream = new StreamedCall(begun);
    Object ours = watched(stream, handler);
    AtomicBoolean made = new AtomicBoolean();
    CompletableFuture<Void> answer =
        begun.elsewhere(
            () -> {
              made.set(true);
              return Clients.stream(client, asked.limited(begun.call()), ours);
            });
    var unused =
        answer.whenComplete(
            (nothing, error) -> {
              if (error != null && !made.get()) {
                begun.parent().wrap(() -> tell(handler, error)).run();
              }
            });
    return result(stream, asked.request(), answer, handler);
  }

  /** From a call that has begun to what enter advice gives. */
  private interface Entering {
    Object[] enter(BedrockCall begun, Asked asked, @Nullable Object handler);
  }

  private static Object @Nullable [] enter(
      Object client, Object request, @Nullable Object handler, Entering entering) {
    if (ModelCalls.isElsewhere(Context.current())) {
      return null;
    }
    Asked asked = Asked.of(request);
    BedrockCall begun = BedrockCall.begin(client, asked, handler != null);
    try {
      return entering.enter(begun, asked, handler);
    } catch (Throwable t) {
      begun.leave();
      begun.call().fail(t);
      throw t;
    }
  }

  private static Object[] admit(BedrockCall begun, Asked asked, @Nullable Object handler) {
    RuntimeException refusal = begun.call().admit();
    if (refusal != null) {
      begun.leave();
      return refused(refusal, asked.request(), handler);
    }
    return result(begun, asked.limited(begun.call()), null, handler);
  }

  private static Object watched(StreamedCall stream, Object handler) {
    if (handler instanceof ConverseStreamResponseHandler app) {
      return new ConverseHandler(stream, app);
    }
    return handler instanceof InvokeModelWithResponseStreamResponseHandler app
        ? new InvokeHandler(stream, app)
        : handler;
  }

  private static Object[] result(
      Object entered, Object request, @Nullable Object skipped, @Nullable Object handler) {
    return new @Nullable Object[] {entered, request, skipped, handler};
  }

  private static Object[] refused(Throwable refusal, Object request, @Nullable Object handler) {
    tell(handler, refusal);
    return result(refusal, request, refusal, handler);
  }

  private static void tell(@Nullable Object handler, Throwable refusal) {
    if (handler instanceof EventStreamResponseHandler<?, ?> app) {
      // what the app throws here must not let the call go
      Faults.guard("telling a handler of a refusal", () -> app.exceptionOccurred(refusal));
    }
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

  /** What the method gives, or would have given where it was not called here. */
  static @Nullable CompletableFuture<?> answer(
      Object @Nullable [] entered, @Nullable CompletableFuture<?> given) {
    return entered != null && entered[REFUSAL] instanceof CompletableFuture<?> elsewhere
        ? elsewhere
        : given;
  }

  static @Nullable Object of(Object @Nullable [] entered) {
    return entered == null ? null : entered[ENTERED];
  }
}
