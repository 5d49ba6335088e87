/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.springai.OpenCall;
import io.opentelemetry.javaagent.aiops.springai.OpenCall.Earlier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.StreamingChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** A streamed answer of which each subscription is a model call. */
final class CallFlux {

  private static final Inner INTERNAL_STREAM = new Inner("internalStream", Prompt.class);

  private final Object model;
  private final Prompt prompt;
  private final Earlier earlier;
  private final Flux<ChatResponse> answer;

  private CallFlux(Object model, Prompt prompt, Earlier earlier, Flux<ChatResponse> answer) {
    this.model = model;
    this.prompt = prompt;
    this.earlier = earlier;
    this.answer = answer;
  }

  /** {@code model.stream(prompt)} of a model that has no {@code internalStream} below it. */
  static Flux<ChatResponse> stream(Object model, Prompt prompt, Flux<ChatResponse> answer) {
    return INTERNAL_STREAM.isOf(model)
        ? answer
        : internalStream(model, new Object[] {prompt}, answer);
  }

  /** One paid call. */
  static Flux<ChatResponse> internalStream(
      Object model, Object[] arguments, Flux<ChatResponse> answer) {
    if (!ChatCalls.LEAF.is(model)) {
      return answer;
    }
    Object previous = arguments.length > 1 ? arguments[1] : null;
    Earlier earlier =
        Responses.earlier(previous instanceof ChatResponse response ? response : null);
    return new CallFlux(model, (Prompt) arguments[0], earlier, answer).asFlux();
  }

  /** What stands in for {@code answer} where we failed: a refusal where budgets are enforced. */
  static Flux<ChatResponse> failed(Throwable fault, Flux<ChatResponse> answer) {
    RuntimeException refusal = ModelCalls.refusal(fault);
    return refusal == null ? answer : Flux.error(refusal);
  }

  private Flux<ChatResponse> asFlux() {
    return Flux.defer(
        () -> {
          Context context = Context.current();
          Flux<ChatResponse> call = Flux.defer(() -> begun(context));
          // who is asked for money may have to wait for it
          return Schedulers.isInNonBlockingThread()
              ? call.subscribeOn(Schedulers.boundedElastic())
              : call;
        });
  }

  private Flux<ChatResponse> begun(Context context) {
    Object call =
        Faults.value(
            "spring-ai stream", () -> admitted(OpenCall.around(context)), ModelCalls::refusal);
    if (call instanceof RuntimeException refusal) {
      return Flux.error(refusal);
    }
    return call instanceof Begun begun ? watched(begun) : answer;
  }

  /**
   * A call to be made.
   *
   * @param source what it is made by
   */
  private record Begun(OpenCall open, Flux<ChatResponse> source) {}

  /** The call, what to fail with in place of making it, or null inside another hook's call. */
  private @Nullable Object admitted(Context parent) {
    ModelCall call = ChatCalls.start(parent, model, prompt, true);
    RuntimeException refusal = call.admit();
    if (refusal != null) {
      return refusal;
    }
    if (!call.owner()) {
      return null;
    }
    return limited(call, parent);
  }

  private Object limited(ModelCall call, Context parent) {
    Prompt sent = Limits.of(call, model, prompt);
    if (prompt.equals(sent)) {
      return new Begun(new OpenCall(call, parent, earlier), answer);
    }
    if (sent != null && model instanceof StreamingChatModel streaming) {
      // the answer at hand is of the app's prompt
      Flux<ChatResponse> again = Flux.defer(() -> streaming.stream(sent));
      return new Begun(new OpenCall(call, parent, Earlier.NONE), again);
    }
    RuntimeException unlimited = Limits.refusal();
    call.fail(unlimited);
    return unlimited;
  }

  private Flux<ChatResponse> watched(Begun begun) {
    OpenCall open = begun.open();
    return new Flux<>() {
      @Override
      public void subscribe(CoreSubscriber<? super ChatResponse> app) {
        WatchedStream watched = new WatchedStream(open, app);
        try {
          open.context().wrap(() -> begun.source().subscribe(watched)).run();
        } catch (Throwable e) {
          open.call().fail(e);
          throw e;
        }
      }
    };
  }
}
