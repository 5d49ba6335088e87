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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.StreamingChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
    return Flux.defer(() -> begun(OpenCall.around(Context.current())));
  }

  private Flux<ChatResponse> begun(Context parent) {
    Object call = Faults.value("spring-ai stream", () -> started(parent), ModelCalls::refusal);
    return call instanceof Waiting waiting ? elsewhere(waiting) : made(call);
  }

  /**
   * @param call what came of asking for it, as {@link #admitted} says
   */
  private Flux<ChatResponse> made(@Nullable Object call) {
    if (call instanceof RuntimeException refusal) {
      return Flux.error(refusal);
    }
    return call instanceof Begun begun ? watched(begun) : answer;
  }

  /** A call that would have to wait for its money where that must not be. */
  private record Waiting(ModelCall call, Context parent) {}

  private @Nullable Object started(Context parent) {
    ModelCall call = ChatCalls.start(parent, model, prompt, true);
    return call.mustWait() ? new Waiting(call, parent) : admitted(call, parent);
  }

  /** Goes on on a thread of ours. */
  private Flux<ChatResponse> elsewhere(Waiting waiting) {
    CompletableFuture<Boolean> admitted =
        waiting.call().elsewhere(() -> CompletableFuture.completedFuture(true));
    return Mono.fromFuture(admitted)
        .doOnCancel(() -> admitted.cancel(true))
        .flatMapMany(
            yes ->
                made(
                    Faults.value(
                        "spring-ai stream",
                        () -> admitted(waiting.call(), waiting.parent()),
                        ModelCalls::refusal)));
  }

  /**
   * A call to be made.
   *
   * @param source what it is made by
   */
  private record Begun(OpenCall open, Flux<ChatResponse> source) {}

  /** The call, what to fail with in place of making it, or null inside another hook's call. */
  private @Nullable Object admitted(ModelCall call, Context parent) {
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
