/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.backends.Backend;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpRequestBody;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.openai.AnswerBody;
import io.opentelemetry.javaagent.aiops.openai.Endpoint;
import io.opentelemetry.javaagent.aiops.openai.Interruption;
import io.opentelemetry.javaagent.aiops.openai.RequestMessages;
import io.opentelemetry.javaagent.aiops.openai.RequestReader;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call as it crosses the wire: from its prepared request to the end of its answer. */
final class WireCall {

  private final Context parent;
  private final Endpoint endpoint;
  private volatile @Nullable ModelCall call;
  private volatile boolean cancelled;
  private @Nullable Throwable refusal;
  private boolean stream;
  private @Nullable OpenAttempt attempt;

  WireCall(Context parent, Endpoint endpoint) {
    this.parent = parent;
    this.endpoint = endpoint;
  }

  /** The app's context. */
  Context parent() {
    return parent;
  }

  boolean started() {
    return call != null;
  }

  /** The context inside the call. */
  Context context() {
    return call().context();
  }

  private ModelCall call() {
    return Objects.requireNonNull(call, "not started");
  }

  /** Why the call may not be made, or null. */
  @Nullable Throwable refusal() {
    return refusal;
  }

  /** Begins it, as {@code client} is about to. */
  void start(HttpClient client, HttpRequest request) {
    HttpRequestBody body = Requests.body(request);
    RequestReader reader = read(body);
    stream = reader.stream();
    ModelCall started =
        ModelCalls.start(
            parent,
            reader
                .request(endpoint, AnthropicModule.NAME)
                .systemInstructions(() -> messages(body).systemInstructions())
                .messages(() -> messages(body).inputMessages())
                .prompt(() -> messages(body).lastPrompt())
                .build());
    call = started;
    goesTo(Requests.target(request), Backends.of(client));
    if (cancelled) {
      started.cancel();
    }
  }

  /** As {@link ModelCall#mustWait}. */
  boolean mustWait() {
    return call().mustWait();
  }

  /** Asks the budgets. */
  void admit() {
    refusal = call().admit();
  }

  /** As {@link ModelCall#elsewhere}. */
  CompletableFuture<HttpResponse> elsewhere(Supplier<CompletableFuture<HttpResponse>> make) {
    return call().elsewhere(make);
  }

  /** Reads what may be written twice; of any other body nothing is known. */
  private static RequestReader read(@Nullable HttpRequestBody body) {
    RequestReader reader = new RequestReader();
    if (body != null && body.repeatable()) {
      Faults.guard("reading an Anthropic request", () -> body.writeTo(reader));
    }
    return reader;
  }

  private static RequestMessages messages(@Nullable HttpRequestBody body) {
    RequestMessages messages = new RequestMessages();
    if (body != null && body.repeatable()) {
      body.writeTo(messages);
    }
    return messages;
  }

  /** Before 3.0 only the backend knows the host, and what a call may cost depends on who serves. */
  private void goesTo(HostPort url, @Nullable Backend backend) {
    HostPort where = url.host() == null && backend != null ? Backends.target(backend) : url;
    String provider = backend == null ? null : Backends.provider(backend);
    call().endpoint(provider, where.host(), where.port());
  }

  /**
   * A client below is about to send.
   *
   * @return null where that is part of an attempt already open; a {@link RuntimeException} to throw
   *     where it must not be sent; else the {@link OpenAttempt}
   */
  @SuppressWarnings("MustBeClosedChecker") // closed when the client is left
  synchronized @Nullable Object beginAttempt() {
    if (attempt != null && !attempt.isOver()) {
      return null;
    }
    Attempt started = call().attemptStarted();
    if (started.refusal() != null) {
      return started.refusal();
    }
    attempt = new OpenAttempt(started, context().makeCurrent());
    return attempt;
  }

  /** The answer as the app is to see it. */
  HttpResponse watch(HttpResponse response) {
    try {
      int status = response.statusCode();
      boolean events = stream && status < 400 && !isJson(response);
      return new WatchedResponse(response, AnswerBody.of(call(), endpoint, status, events));
    } catch (Throwable t) {
      Faults.report("watching an Anthropic answer", t);
      Faults.guard("ending an Anthropic call", () -> call().abandon()); // nobody else will
      return response;
    }
  }

  /** What a backend turned into a stream of events may still be called by its former type. */
  private static boolean isJson(HttpResponse response) {
    List<String> types = response.headers().values("Content-Type");
    return !types.isEmpty() && types.get(0).toLowerCase(Locale.ROOT).contains("/json");
  }

  /** No answer came. */
  void failed(@Nullable Throwable thrown) {
    if (thrown == null || Interruption.isOne(thrown)) {
      call().cancel();
    } else {
      call().fail(unwrap(thrown));
    }
  }

  static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
    return cause == null ? thrown : unwrap(cause);
  }

  /** The app gave the call up. */
  void cancelled() {
    cancelled = true;
    ModelCall started = call;
    if (started != null) {
      started.cancel();
    }
  }

  static void closeQuietly(AutoCloseable unwanted) {
    try {
      unwanted.close();
    } catch (Exception e) {
      // nobody waits for it
    }
  }
}
