/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call between the enter and the exit of the client's method. */
final class Entered {

  static final int ENTERED = 0;
  static final int REQUEST = 1;

  /** Why the method is skipped: it is refused, or called elsewhere. */
  static final int REFUSAL = 2;

  private final WireCall call;
  private final HttpRequest request;
  private final Scope scope;

  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  private Entered(WireCall call, HttpRequest request) {
    this.call = call;
    this.request = request;
    this.scope = call.context().makeCurrent();
  }

  /**
   * Begins the call that {@code request} asks for.
   *
   * @return what enter advice gives, or null where it is no call to a model or a part of one
   */
  static Object @Nullable [] call(HttpRequest request) {
    Begun begun = begin(request);
    return begun == null ? null : begun.admitted(request);
  }

  /** As {@link #call}, of a call that can go on elsewhere where it would have to wait here. */
  static Object @Nullable [] callAsync(
      HttpClient client, HttpRequest request, RequestOptions options) {
    Begun begun = begin(request);
    if (begun == null) {
      return null;
    }
    return begun.call.mustWait() ? begun.elsewhere(client, options) : begun.admitted(request);
  }

  private static @Nullable Begun begin(HttpRequest request) {
    WireCall known = CallBody.callOf(request.body());
    Endpoint endpoint = Requests.endpoint(request);
    if (endpoint == null || (known != null && known.started())) {
      return null;
    }
    WireCall call = known != null ? known : new WireCall(Context.current(), endpoint);
    HttpRequest ours = known != null ? request : Requests.of(call, request);
    call.start(ours);
    return new Begun(call, ours);
  }

  /** A call that nobody has admitted yet. */
  private record Begun(WireCall call, HttpRequest request) {

    Object[] admitted(HttpRequest apps) {
      call.admit();
      Throwable refusal = call.refusal();
      return refusal == null
          ? new Object[] {new Entered(call, request), request, null}
          : refused(refusal, apps);
    }

    /** The method is skipped here, and called on a thread of ours. */
    Object[] elsewhere(HttpClient client, RequestOptions options) {
      Object answer = call.elsewhere(() -> client.executeAsync(request, options));
      return new Object[] {new Entered(call, request), request, answer};
    }
  }

  private static Object[] refused(Throwable refusal, HttpRequest request) {
    return new Object[] {refusal, request, refusal};
  }

  /** What enter advice gives where we failed: null, or a refusal where budgets are enforced. */
  static Object @Nullable [] failed(Throwable fault, HttpRequest request) {
    Throwable refusal = ModelCalls.refusal(fault);
    return refusal == null ? null : refused(refusal, request);
  }

  /** What the method gives, or would have given where it was not called here. */
  @SuppressWarnings("unchecked") // an answer that comes from elsewhere is of the method's type
  static @Nullable CompletableFuture<HttpResponse> answer(
      Object @Nullable [] entered, @Nullable CompletableFuture<HttpResponse> given) {
    return entered != null && entered[REFUSAL] instanceof CompletableFuture<?> elsewhere
        ? (CompletableFuture<HttpResponse>) elsewhere
        : given;
  }

  static @Nullable Object of(Object @Nullable [] entered) {
    return entered == null ? null : entered[ENTERED];
  }

  /**
   * Ends the entered method.
   *
   * @return what exit advice gives: what to return and what to throw, null for no change
   */
  Object @Nullable [] leave(
      HttpClient client,
      RequestOptions options,
      @Nullable HttpResponse response,
      @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null || response == null) {
      call.failed(thrown);
      return null;
    }
    return new Sending(call, client, request, options).answered(response);
  }

  /** As {@link #leave}; gives the future to return, null for no change. */
  @Nullable CompletableFuture<HttpResponse> leaveAsync(
      HttpClient client,
      RequestOptions options,
      @Nullable CompletableFuture<HttpResponse> response,
      @Nullable Throwable thrown) {
    scope.close();
    if (thrown != null || response == null) {
      call.failed(thrown);
      return null;
    }
    return new Sending(call, client, request, options).awaited(response);
  }
}
