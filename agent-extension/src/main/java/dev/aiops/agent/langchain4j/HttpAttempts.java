/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Leaf;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.langchain4j.OpenStream;
import org.jspecify.annotations.Nullable;

/** The attempts LangChain4j's own HTTP client makes for a model call, and where they go. */
final class HttpAttempts {

  private static final Leaf LEAF = new Leaf(HttpClient.class);

  private HttpAttempts() {}

  /**
   * One request; null outside a model call, and for a client that hands on to another. What must be
   * thrown instead of sending, where it is refused.
   */
  static @Nullable Object begin(HttpClient client, HttpRequest request) {
    ModelCall call = LEAF.is(client) ? ModelCalls.current(Context.current()) : null;
    if (call == null) {
      return null;
    }
    Attempt attempt = begin(call, request);
    return attempt.refusal() == null ? attempt : attempt.refusal();
  }

  static void ended(
      Attempt attempt, @Nullable SuccessfulHttpResponse response, @Nullable Throwable thrown) {
    if (thrown != null) {
      failed(attempt, thrown);
    } else if (response != null) {
      attempt.answered(response.statusCode());
    }
  }

  /** What the entry hands to the exit, with what takes the listener's place; as {@link #begin}. */
  static Object @Nullable [] stream(
      HttpClient client, HttpRequest request, ServerSentEventListener listener) {
    Context context = Context.current();
    ModelCall call = LEAF.is(client) ? ModelCalls.current(context) : null;
    if (call == null) {
      return null;
    }
    Attempt attempt = begin(call, request);
    RuntimeException refusal = attempt.refusal();
    return refusal == null
        ? new StreamAttempt(call, attempt, OpenStream.of(context), listener).entered()
        : refused(listener, refusal);
  }

  /** A {@code Throwable[]}, once the listener has been told. */
  private static Object[] refused(ServerSentEventListener listener, RuntimeException refusal) {
    Faults.guard("telling a listener of a refusal", () -> listener.onError(refusal));
    return new @Nullable Throwable[] {refusal, null};
  }

  /** What the entry hands on where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault, ServerSentEventListener listener) {
    RuntimeException refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : refused(listener, refusal);
  }

  static void failed(Attempt attempt, Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof HttpException http) {
        attempt.answered(http.statusCode());
        return;
      }
    }
    attempt.failed(reason(error));
  }

  /** What the client wrapped: LangChain4j's own throws connection errors as bare runtime ones. */
  private static Throwable reason(Throwable error) {
    Throwable cause = error.getCause();
    return error.getClass() == RuntimeException.class && cause != null
        ? cause
        : Ends.unwrapped(error);
  }

  private static Attempt begin(ModelCall call, HttpRequest request) {
    HostPort where = HostPort.of(request.url());
    call.endpoint(null, where.host(), where.port());
    return call.attemptStarted();
  }
}
