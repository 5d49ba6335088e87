/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.request.ChatRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Scopes;
import org.jspecify.annotations.Nullable;

/** A model call between the entry and the exit of the method that makes it. */
record Entered(ModelCall call, Context parent, Scope scope) {

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
    return new Object[] {new Entered(call, parent, Scopes.enter(call.context())), sent};
  }

  private static Object[] refused(Throwable refusal) {
    return new @Nullable Throwable[] {refusal, null};
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
    return refusal == null ? new Entered(call, parent, Scopes.enter(call.context())) : refusal;
  }
}
