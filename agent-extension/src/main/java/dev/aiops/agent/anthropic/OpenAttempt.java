/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One attempt between its enter and its answer. */
final class OpenAttempt {

  private final Attempt attempt;
  private final Scope scope;
  private @Nullable CompletableFuture<HttpResponse> awaited;
  private boolean over;

  OpenAttempt(Attempt attempt, Scope scope) {
    this.attempt = attempt;
    this.scope = scope;
  }

  /** As {@link WireCall#beginAttempt}; null for a request of no call. */
  static @Nullable Object enter(HttpRequest request) {
    WireCall call = CallBody.callOf(Requests.body(request));
    return call == null || !call.started() ? null : call.beginAttempt();
  }

  void leave(@Nullable HttpResponse response, @Nullable Throwable thrown) {
    scope.close();
    end(response, thrown);
  }

  void leaveAsync(@Nullable CompletableFuture<HttpResponse> response, @Nullable Throwable thrown) {
    scope.close();
    if (response == null) {
      end(null, thrown);
      return;
    }
    synchronized (this) {
      awaited = response;
    }
    var unused = response.whenComplete(this::end);
  }

  /**
   * Whether it has ended. The library may start the next attempt before it tells us of this one's
   * end: callbacks of a future run newest first.
   */
  boolean isOver() {
    CompletableFuture<HttpResponse> response = awaited();
    if (response != null && response.isDone()) {
      var unused = response.whenComplete(this::end); // runs at once
    }
    return hasEnded();
  }

  private synchronized @Nullable CompletableFuture<HttpResponse> awaited() {
    return awaited;
  }

  private synchronized boolean hasEnded() {
    return over;
  }

  private void end(@Nullable HttpResponse response, @Nullable Throwable thrown) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    if (response != null) {
      attempt.answered(response.statusCode());
    } else if (thrown != null) {
      attempt.failed(WireCall.unwrap(thrown));
    }
  }
}
