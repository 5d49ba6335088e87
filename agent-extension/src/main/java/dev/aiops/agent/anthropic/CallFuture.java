/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A future of a call. So are all futures derived from it, the app's among them: who cancels one, or
 * lets it time out, has given the call up, whatever the library makes of it. It completes in the
 * app's context, not in that of the call, or what follows it would seem to be inside.
 */
final class CallFuture<T> extends CompletableFuture<T> {

  private final WireCall call;
  private final @Nullable Future<?> source;

  CallFuture(WireCall call, @Nullable Future<?> source) {
    this.call = call;
    this.source = source;
  }

  /** The prepared request as the beginning of a call; null where it is none to a model. */
  static @Nullable CompletableFuture<HttpRequest> prepared(
      CompletableFuture<HttpRequest> prepared) {
    if (!prepared.isDone() || prepared.isCompletedExceptionally()) {
      return null;
    }
    HttpRequest request = prepared.join();
    Endpoint endpoint = Requests.endpoint(request);
    if (endpoint == null || CallBody.callOf(Requests.body(request)) != null) {
      return null;
    }
    WireCall call = new WireCall(Context.current(), endpoint);
    CallFuture<HttpRequest> ours = new CallFuture<>(call, null);
    ours.complete(Requests.of(call, request));
    return ours;
  }

  /** Completes it with what the library came to. */
  @SuppressWarnings("try") // the scope does its work by being open
  void settle(@Nullable T value, @Nullable Throwable error) {
    try (Scope scope = call.parent().makeCurrent()) {
      boolean taken = error == null ? complete(value) : super.completeExceptionally(error);
      if (!taken && value instanceof AutoCloseable unwanted) {
        WireCall.closeQuietly(unwanted);
      }
    }
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(call, null);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      call.cancelled();
    }
    if (cancelled && source != null) {
      source.cancel(mayInterruptIfRunning);
    }
    return cancelled;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    boolean completed = super.completeExceptionally(error);
    if (completed) {
      call.cancelled();
    }
    return completed;
  }
}
