/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
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
import io.opentelemetry.javaagent.aiops.openai.Splice;
import io.opentelemetry.javaagent.aiops.openai.UsageOption;
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
  private volatile @Nullable Splice usageOption;
  private volatile @Nullable Limit limit;
  private @Nullable RequestReader unadmitted;
  private volatile @Nullable Throwable refusal;
  private HostPort target = HostPort.UNKNOWN;
  private boolean azure;
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

  void start(HttpRequest request) {
    HttpRequestBody body = request.body();
    RequestReader reader = read(body);
    stream = reader.stream();
    ModelCall started =
        ModelCalls.start(
            parent,
            reader
                .request(endpoint, OpenAiModule.NAME)
                .systemInstructions(() -> messages(body).systemInstructions())
                .messages(() -> messages(body).inputMessages())
                .prompt(() -> messages(body).lastPrompt())
                .build());
    call = started;
    azure = Requests.isAzureDeployment(request);
    goesTo(Requests.target(request));
    usageOption = UsageOption.wantedBy(host()) ? reader.usageInjection(endpoint) : null;
    if (cancelled) {
      started.cancel();
    }
    unadmitted = reader;
  }

  /** As {@link ModelCall#mustWait}. */
  boolean mustWait() {
    return call().mustWait();
  }

  /** Asks the budgets. */
  void admit() {
    refusal = call().admit();
    long tokens = call().injectMaxTokens();
    RequestReader reader = unadmitted;
    limit = tokens > 0 && reader != null ? new Limit(reader, tokens) : null;
    unadmitted = null;
  }

  /** As {@link ModelCall#elsewhere}. */
  CompletableFuture<HttpResponse> elsewhere(Supplier<CompletableFuture<HttpResponse>> make) {
    return call()
        .elsewhere(
            () -> {
              admit();
              return make.get();
            });
  }

  /** Reads what may be written twice; of any other body nothing is known. */
  private static RequestReader read(@Nullable HttpRequestBody body) {
    RequestReader reader = new RequestReader();
    if (body instanceof CallBody ours && ours.repeatable()) {
      Faults.guard("reading an OpenAI request", () -> ours.writeOriginalTo(reader));
    }
    return reader;
  }

  private static RequestMessages messages(@Nullable HttpRequestBody body) {
    RequestMessages messages = new RequestMessages();
    if (body instanceof CallBody ours && ours.repeatable()) {
      ours.writeOriginalTo(messages);
    }
    return messages;
  }

  private void goesTo(HostPort where) {
    target = where;
    if (where.host() != null) {
      call().endpoint(azure ? "azure.ai.openai" : null, where.host(), where.port());
    }
  }

  private String host() {
    return target.host() + ":" + target.port();
  }

  /** What to change in the request, or null. */
  @Nullable Splice injection() {
    Splice usage = usageOption;
    Splice limit = limit();
    return usage == null || limit == null ? (usage == null ? limit : usage) : usage.and(limit);
  }

  /** The limit of the answer that the budgets put into a request which has none. */
  private record Limit(RequestReader reader, long tokens) {}

  private @Nullable Splice limit() {
    Limit set = limit;
    return set == null
        ? null
        : set.reader().outputLimit(endpoint, Requests.isOpenAi(target, azure), set.tokens());
  }

  /** Whether the request has our option that asks the stream for its usage. */
  boolean asksForUsage() {
    return usageOption != null;
  }

  void stopAskingForUsage() {
    usageOption = null;
    UsageOption.refusedBy(host());
  }

  /**
   * A client below is about to send.
   *
   * @return null where that is part of an attempt already open; a {@link RuntimeException} to throw
   *     where it must not be sent; else the {@link OpenAttempt}
   */
  @SuppressWarnings("MustBeClosedChecker") // closed when the client is left
  synchronized @Nullable Object beginAttempt(HttpClient client) {
    if (attempt != null && !attempt.isOver()) {
      return null;
    }
    if (target.host() == null) {
      goesTo(Requests.targetOf(client));
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
      boolean events = stream && status < 400 && isEventStream(response);
      AnswerBody body = AnswerBody.of(call(), endpoint, status, events);
      return new WatchedResponse(response, body, events && asksForUsage());
    } catch (Throwable t) {
      Faults.report("watching an OpenAI answer", t);
      Faults.guard("ending an OpenAI call", () -> call().abandon()); // nobody else will
      return response;
    }
  }

  private static boolean isEventStream(HttpResponse response) {
    List<String> types = response.headers().values("Content-Type");
    return types.isEmpty() || types.get(0).toLowerCase(Locale.ROOT).contains("event-stream");
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
