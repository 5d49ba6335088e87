/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call's answer on its way to the app. A server that rejects the option we added is asked again
 * without it: the app never asked for it.
 */
record Sending(WireCall call, HttpClient client, HttpRequest request, RequestOptions options) {

  /** What to return and what to throw in place of {@code response}. */
  @SuppressWarnings("try") // the scope does its work by being open
  Object[] answered(HttpResponse response) {
    HttpResponse judged = judge(response);
    if (judged != null) {
      return new Object[] {call.watch(judged), null};
    }
    try (Scope scope = call.context().makeCurrent()) {
      return new Object[] {call.watch(client.execute(request, options)), null};
    } catch (Throwable t) {
      call.failed(t);
      return new Object[] {null, t};
    }
  }

  /** What to return in place of {@code response}. */
  CompletableFuture<HttpResponse> awaited(CompletableFuture<HttpResponse> response) {
    CallFuture<HttpResponse> result = new CallFuture<>(call, response);
    var unused = response.whenComplete((answer, error) -> settle(result, answer, error));
    return result;
  }

  /** The app waits for {@code result}: it is completed whatever happens to us. */
  private void settle(
      CallFuture<HttpResponse> result, @Nullable HttpResponse answer, @Nullable Throwable error) {
    try {
      judged(result, answer, error);
    } catch (Throwable t) {
      Faults.report("openai-java answer", t);
      result.settle(answer, error);
    }
  }

  private void judged(
      CallFuture<HttpResponse> result, @Nullable HttpResponse answer, @Nullable Throwable error) {
    HttpResponse judged = answer == null ? null : judge(answer);
    if (judged != null) {
      result.settle(call.watch(judged), null);
    } else if (answer == null) {
      call.failed(error);
      result.settle(null, error);
    } else {
      again(result);
    }
  }

  @SuppressWarnings("try") // the scope does its work by being open
  private void again(CallFuture<HttpResponse> result) {
    try (Scope scope = call.context().makeCurrent()) {
      CompletableFuture<HttpResponse> second = client.executeAsync(request, options);
      var unused = second.whenComplete((next, e) -> settle(result, next, e));
    } catch (Throwable t) {
      call.failed(t);
      result.settle(null, t);
    }
  }

  /** The response, or null where it rejects the option, which will not be sent again. */
  private @Nullable HttpResponse judge(HttpResponse response) {
    int status = response.statusCode();
    if (!call.asksForUsage() || (status != 400 && status != 422)) {
      return response;
    }
    PeekedResponse peeked = new PeekedResponse(response);
    if (!peeked.mentions("stream_options") && !peeked.mentions("include_usage")) {
      return peeked;
    }
    call.stopAskingForUsage();
    Faults.guard("closing a rejected answer", peeked::close);
    return null;
  }
}
