/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SendingTest {

  /** Else an app that waits for the future would wait for ever. */
  @Test
  void awaited_whenWeCannotReadTheAnswer_givesItToTheAppAllTheSame() {
    HttpResponse strange = new Strange();
    WireCall call = new WireCall(Context.root(), Endpoint.CHAT);
    HttpRequest request =
        HttpRequest.builder().method(HttpMethod.POST).baseUrl("http://127.0.0.1:9").build();

    CompletableFuture<HttpResponse> answer =
        new Sending(call, new NoClient(), request, RequestOptions.none())
            .awaited(CompletableFuture.completedFuture(strange));

    assertThat(answer).isCompletedWithValue(strange);
  }

  /** Of a version without the method we call. */
  private static final class Strange implements HttpResponse {

    @Override
    public int statusCode() {
      throw new NoSuchMethodError("on demand");
    }

    @Override
    public Headers headers() {
      return Headers.builder().build();
    }

    @Override
    public InputStream body() {
      return InputStream.nullInputStream();
    }

    @Override
    public void close() {}
  }

  private static final class NoClient implements HttpClient {

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      throw new IllegalStateException("nothing is sent");
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      throw new IllegalStateException("nothing is sent");
    }

    @Override
    public void close() {}
  }
}
