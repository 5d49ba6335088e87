/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.models.BaseLlm;
import com.google.adk.models.LlmRequest;
import dev.aiops.agent.genai.GenAiTypes;
import dev.aiops.agent.reactive.Publishers;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.hook.Attached;
import io.reactivex.rxjava3.core.Flowable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to a model of whatever class, which may be sent while the method runs or when its
 * answer is subscribed to. The first subscription is to the call that the method began; each later
 * one may send the request again, and is a call of its own.
 */
final class LlmCall implements Supplier<Object> {

  private static final Attached<LlmAnswer> UNREAD = new Attached<>();

  private final Supplier<ModelRequest> request;
  private final LlmAnswer first;
  private final Scope scope;
  private final AtomicBoolean subscribed = new AtomicBoolean();

  private LlmCall(Supplier<ModelRequest> request, LlmAnswer first, Scope scope) {
    this.request = request;
    this.first = first;
    this.scope = scope;
  }

  /**
   * What enter advice gives: a refusal, or the call and the request to send; null where another
   * hook owns the call.
   */
  static Object @Nullable [] enter(BaseLlm model, LlmRequest request, boolean stream) {
    if (Apigee.asksGemini(model)) {
      return null;
    }
    Supplier<ModelRequest> asked = () -> asked(model, request, stream);
    ModelCall call = ModelCalls.start(Context.current(), asked.get());
    RuntimeException refusal = call.admit();
    if (refusal != null) {
      return new Throwable[] {refusal};
    }
    return call.owner() ? entered(asked, call, request) : null;
  }

  // closed by exit: enter and exit are two advice calls
  @SuppressWarnings("MustBeClosedChecker")
  private static Object[] entered(
      Supplier<ModelRequest> asked, ModelCall call, LlmRequest request) {
    LlmRequest limited = limited(call, request);
    Scope scope = call.context().makeCurrent();
    return new Object[] {new LlmCall(asked, new LlmAnswer(call), scope), limited};
  }

  private static ModelRequest asked(BaseLlm model, LlmRequest request, boolean stream) {
    return GenAiTypes.request(
        AdkModule.LIBRARY,
        Apigee.model(request.model().orElse(model.model())),
        request.contents(),
        request.config().orElse(null),
        stream);
  }

  private static LlmRequest limited(ModelCall call, LlmRequest request) {
    long limit = call.injectMaxTokens();
    return limit <= 0
        ? request
        : request.toBuilder()
            .config(GenAiTypes.limited(request.config().orElse(null), limit))
            .build();
  }

  /** What enter advice gives where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault) {
    Throwable refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : new Throwable[] {refusal};
  }

  /** What the app gets in place of {@code answer}; null for no change. */
  @Nullable Flowable<?> exit(@Nullable Flowable<?> answer, @Nullable Throwable thrown) {
    scope.close();
    if (answer == null) {
      first.failed(thrown == null ? new IllegalStateException("no answer") : thrown);
      return null;
    }
    Flowable<?> watched = (Flowable<?>) Publishers.watched(answer, Flowable.class, this);
    UNREAD.put(watched, first, first::unread);
    return watched;
  }

  @Override
  public Object get() {
    return subscribed.compareAndSet(false, true) ? first.read() : again();
  }

  private Object again() {
    try {
      return next();
    } catch (Throwable t) {
      Throwable refusal = ModelCalls.refusal(t);
      if (refusal == null) {
        throw t;
      }
      return refusal;
    }
  }

  private Object next() {
    ModelCall call = ModelCalls.start(Context.current(), request.get());
    RuntimeException refusal = call.admit();
    return refusal == null ? new LlmAnswer(call) : refusal;
  }
}
