/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model call between the entry and the exit of the method that makes it.
 *
 * @param elsewhere what the method comes to where it is called on a thread of ours and its body is
 *     skipped; else null
 */
record Entered(
    ModelCall call, Context parent, Scope scope, @Nullable CompletableFuture<?> elsewhere) {

  /**
   * Where the array says, by other than null, that the body of an asynchronous method is skipped.
   */
  static final int SKIPPED = 2;

  Entered(ModelCall call, Context parent) {
    this(call, parent, Scopes.enter(call.context()), null);
  }

  /**
   * The state of an admitted call and the request to send in place of the app's; a {@code
   * Throwable[]} of what to throw in place of making it.
   */
  static Object[] chat(ModelCall call, Context parent, ChatRequest request) {
    RuntimeException refusal = call.admit();
    if (refusal != null) {
      return refused(refusal);
    }
    ChatRequest sent = limited(call, request); // before the scope: what it throws must leave none
    return new @Nullable Object[] {new Entered(call, parent), sent, null};
  }

  /** As {@link #chat}, of a method that gives a future, which {@code make} calls again. */
  static Object[] chatAsync(
      ModelCall call,
      Context parent,
      ChatRequest request,
      Function<ChatRequest, CompletableFuture<ChatResponse>> make) {
    if (!call.mustWait()) {
      return chat(call, parent, request);
    }
    Entered entered = elsewhere(call, parent, () -> make.apply(limited(call, request)));
    return new Object[] {entered, request, entered};
  }

  private static <T> Entered elsewhere(
      ModelCall call, Context parent, Supplier<CompletableFuture<T>> make) {
    CompletableFuture<T> answer = call.elsewhere(make);
    return new Entered(call, parent, Scopes.enter(call.context()), answer);
  }

  private static Object[] refused(Throwable refusal) {
    return new @Nullable Throwable[] {refusal, null, refusal};
  }

  /** What the entry hands on where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault) {
    Throwable refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : refused(refusal);
  }

  /** The state, a Throwable of a refusal, or null. */
  static @Nullable Object of(Object @Nullable [] entered) {
    return entered == null ? null : entered[0];
  }

  /** {@code request} with the limit of its answer that the budgets ask for, if they do. */
  static ChatRequest limited(ModelCall call, ChatRequest request) {
    long limit = call.injectMaxTokens();
    return limit > 0 ? Requests.limited(request, limit) : request;
  }

  /** The state of an admitted call, or what to throw in place of making it. */
  static Object begin(ModelCall call, Context parent) {
    RuntimeException refusal = call.admit();
    return refusal == null ? new Entered(call, parent) : refusal;
  }

  /** As {@link #begin}, of a method that gives a future, which {@code make} calls again. */
  static Object[] beginAsync(
      ModelCall call, Context parent, Supplier<CompletableFuture<Object>> make) {
    if (call.mustWait()) {
      Entered waiting = elsewhere(call, parent, make);
      return new @Nullable Object[] {waiting, null, waiting};
    }
    Object begun = begin(call, parent);
    return begun instanceof Throwable refusal
        ? refused(refusal)
        : new @Nullable Object[] {begun, null, null};
  }

  /** What the method gave, or gives elsewhere. */
  @SuppressWarnings("unchecked") // the same method gives it
  <T> @Nullable CompletableFuture<T> answer(@Nullable CompletableFuture<T> given) {
    return elsewhere == null ? given : (CompletableFuture<T>) elsewhere;
  }
}
