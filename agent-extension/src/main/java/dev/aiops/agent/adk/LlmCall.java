/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import dev.aiops.agent.genai.GenAiTypes;
import dev.aiops.agent.reactive.Publishers;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.reactivex.rxjava3.core.Flowable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request to a model of whatever class. The model's method, which may send while it runs or when
 * its answer is subscribed to, is called when somebody subscribes: each subscription is a call.
 */
final class LlmCall {

  private static final ContextKey<AtomicBoolean> MADE = ContextKey.named("aiops-adk-call");

  private final BaseLlm model;
  private final LlmRequest request;
  private final boolean stream;
  private final Context assembled = Context.current();
  private final AtomicBoolean subscribed = new AtomicBoolean();

  private LlmCall(BaseLlm model, LlmRequest request, boolean stream) {
    this.model = model;
    this.request = request;
    this.stream = stream;
  }

  /**
   * What enter advice gives: what stands in for the method's call; null where it is that call, let
   * pass, or another hook owns the call.
   */
  static @Nullable LlmCall enter(BaseLlm model, LlmRequest request, boolean stream) {
    Context context = Context.current();
    AtomicBoolean made = context.get(MADE);
    boolean passes =
        Apigee.asksGemini(model)
            || (made != null && made.compareAndSet(false, true))
            || ModelCalls.current(context) != null;
    return passes ? null : new LlmCall(model, request, stream);
  }

  /** What the app gets in place of the method's answer. */
  Flowable<LlmResponse> asFlowable() {
    return Flowable.defer(
        () -> {
          Context parent = parent();
          try {
            return begun(parent);
          } catch (Throwable t) {
            return failed(t, parent);
          }
        });
  }

  /** The library calls the method where it knows of the run, and may have left that by now. */
  private Context parent() {
    Context here = Context.current();
    boolean first = subscribed.compareAndSet(false, true);
    return first || here.equals(Context.root()) ? assembled : here;
  }

  private Flowable<LlmResponse> begun(Context parent) {
    ModelCall call = ModelCalls.start(parent, asked());
    return call.mustWait() ? elsewhere(call, parent) : admitted(call, parent);
  }

  /** Goes on on a thread of ours. */
  private Flowable<LlmResponse> elsewhere(ModelCall call, Context parent) {
    return Arriving.of(() -> call.elsewhere(() -> CompletableFuture.completedFuture(true)))
        .flatMapPublisher(yes -> admitted(call, parent));
  }

  private Flowable<LlmResponse> admitted(ModelCall call, Context parent) {
    RuntimeException refusal = call.admit();
    if (refusal != null) {
      return Flowable.error(refusal);
    }
    return call.owner() ? watched(call) : made(parent, request);
  }

  private Flowable<LlmResponse> watched(ModelCall call) {
    try {
      Flowable<LlmResponse> answer = made(call.context(), limited(call));
      return watched(answer, new LlmAnswer(call));
    } catch (Throwable t) {
      new LlmAnswer(call).failed(t);
      return Flowable.error(t);
    }
  }

  @SuppressWarnings("unchecked") // a watched publisher has the type of the one that is watched
  private static Flowable<LlmResponse> watched(Flowable<LlmResponse> answer, LlmAnswer told) {
    return (Flowable<LlmResponse>) Publishers.watched(answer, Flowable.class, () -> told);
  }

  private Flowable<LlmResponse> made(Context context, LlmRequest sent) {
    return context
        .with(MADE, new AtomicBoolean())
        .wrapSupplier(() -> model.generateContent(sent, stream))
        .get();
  }

  private ModelRequest asked() {
    return GenAiTypes.request(
        AdkModule.LIBRARY,
        Apigee.model(request.model().orElse(model.model())),
        request.contents(),
        request.config().orElse(null),
        stream);
  }

  private LlmRequest limited(ModelCall call) {
    long limit = call.injectMaxTokens();
    return limit <= 0
        ? request
        : request.toBuilder()
            .config(GenAiTypes.limited(request.config().orElse(null), limit))
            .build();
  }

  /** Where we failed: a refusal where budgets are enforced, else the method as it is. */
  private Flowable<LlmResponse> failed(Throwable fault, Context context) {
    Throwable refusal = ModelCalls.refusal(fault);
    if (refusal != null) {
      return Flowable.error(refusal);
    }
    Faults.report("google-adk call", fault);
    return made(context, request);
  }
}
