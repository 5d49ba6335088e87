/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The attempts of one execution. It is kept where the library keeps what belongs to the execution:
 * its retries run on threads that know nothing of the app's. Thread-safe.
 */
final class CallAttempts {

  private static final String REQUESTS = "software.amazon.awssdk.services.bedrockruntime.";

  private static final ExecutionAttribute<CallAttempts> KEY =
      new ExecutionAttribute<>("AiOpsModelCallAttempts");

  private static final ContextKey<CallAttempts> INSIDE =
      ContextKey.named("aiops-bedrockruntime-attempts");

  private final ModelCall call;
  private @Nullable Attempt attempt;
  private @Nullable CompletableFuture<?> awaited;

  CallAttempts(ModelCall call) {
    this.call = call;
  }

  /** The call's {@code context}, in which the execution is to begin. */
  Context inside(Context context) {
    return context.with(INSIDE, this);
  }

  /** An execution begins: inside a model call, if it asks Bedrock. */
  static void begin(Object request, ExecutionAttributes attributes) {
    if (request.getClass().getName().startsWith(REQUESTS)) {
      Context context = Context.current();
      ModelCall call = ModelCalls.current(context);
      CallAttempts begun = call == null ? null : context.get(INSIDE);
      if (call != null) {
        attributes.putAttribute(KEY, begun == null ? new CallAttempts(call) : begun);
      }
    }
  }

  /** Of the execution, or null where it is no model call's. */
  static @Nullable CallAttempts of(ExecutionAttributes attributes) {
    return attributes.getAttribute(KEY);
  }

  /**
   * An attempt is about to be sent.
   *
   * @return why it must not be, or null
   */
  @Nullable Throwable started(SdkHttpRequest request) {
    settle();
    call.endpoint(Requests.PROVIDER, request.host(), request.port());
    Attempt started = call.attemptStarted();
    if (started.refusal() == null) {
      keep(started);
    }
    return started.refusal();
  }

  /**
   * Tells of an attempt that has ended. Callbacks of a future run newest first: the next attempt,
   * or the end of the call, may come before our own.
   */
  void settle() {
    CompletableFuture<?> last = awaited();
    if (last != null && last.isDone()) {
      var unused = last.whenComplete((answer, error) -> failed(error)); // runs at once
    }
  }

  private synchronized @Nullable CompletableFuture<?> awaited() {
    return awaited;
  }

  private synchronized void keep(Attempt started) {
    attempt = started;
    awaited = null;
  }

  /** The head of the answer is there. */
  void answered(int status) {
    Attempt answered = current();
    if (answered != null) {
      answered.answered(status);
    }
  }

  /** It was sent, and its answer is awaited; or it could not be. */
  void sent(@Nullable CompletableFuture<?> answer, @Nullable Throwable thrown) {
    Attempt sent = current();
    if (answer == null || sent == null) {
      failed(thrown);
      return;
    }
    await(answer);
    var unused = answer.whenComplete((value, error) -> failed(sent, error));
  }

  private synchronized void await(CompletableFuture<?> answer) {
    awaited = answer;
  }

  /** No answer came, if {@code error} is given and the attempt has not ended. */
  void failed(@Nullable Throwable error) {
    Attempt failed = current();
    if (failed != null) {
      failed(failed, error);
    }
  }

  private static void failed(Attempt attempt, @Nullable Throwable error) {
    if (error != null) {
      attempt.failed(BedrockCall.unwrap(error));
    }
  }

  private synchronized @Nullable Attempt current() {
    return attempt;
  }
}
