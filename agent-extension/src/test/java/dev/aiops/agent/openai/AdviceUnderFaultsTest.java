/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets.Step;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a step of the reservation throws, what the advice gives makes it skip the client. */
class AdviceUnderFaultsTest {

  @ParameterizedTest
  @EnumSource(Step.class)
  void execute_aStepThrows_isRefused(Step step) {
    for (Throwable fault : faults()) {
      try (Rig rig = Rig.capped(new FaultyBudgets(step, fault))) {
        isRefusal(ExecuteAdvice.enter(request()));
        isRefusal(ExecuteAsyncAdvice.enter(new Client(), request(), RequestOptions.none()));
        assertThat(rig.openSpans()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void execute_theRequestCannotBeRead_isRefused(Step step) {
    Throwable fault = new NoClassDefFoundError("injected");
    HttpRequest unreadable = request().toBuilder().body(new Unreadable()).build();
    try (Rig rig = Rig.capped(new FaultyBudgets(step, fault))) {
      isRefusal(ExecuteAdvice.enter(unreadable));
      assertThat(rig.openSpans()).isZero();
    }
  }

  private static Throwable[] faults() {
    return new Throwable[] {
      new IllegalStateException("injected"),
      new NoClassDefFoundError("injected"),
      new OutOfMemoryError("injected")
    };
  }

  private static void isRefusal(Object @Nullable [] entered) {
    Object[] given = Objects.requireNonNull(entered);
    assertThat(given[Entered.REFUSAL]).isInstanceOf(CallRefusedException.class);
    assertThat(given[Entered.ENTERED]).isSameAs(given[Entered.REFUSAL]);
  }

  private static final class Client implements HttpClient {

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
      throw new IllegalStateException("it was asked");
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(
        HttpRequest request, RequestOptions options) {
      throw new IllegalStateException("it was asked");
    }

    @Override
    public void close() {}
  }

  private static HttpRequest request() {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .baseUrl("https://api.openai.com/v1")
        .addPathSegments("chat", "completions")
        .body(new Json())
        .build();
  }

  private static class Json implements HttpRequestBody {

    private static final byte[] BODY =
        """
        {"model":"gpt-4o","max_tokens":9,"messages":[{"role":"user","content":"hello"}]}"""
            .getBytes(UTF_8);

    @Override
    public void writeTo(OutputStream out) {
      try {
        out.write(BODY);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String contentType() {
      return "application/json";
    }

    @Override
    public long contentLength() {
      return BODY.length;
    }

    @Override
    public boolean repeatable() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static final class Unreadable extends Json {

    @Override
    public void writeTo(OutputStream out) {
      throw new NoSuchMethodError("injected");
    }
  }
}
