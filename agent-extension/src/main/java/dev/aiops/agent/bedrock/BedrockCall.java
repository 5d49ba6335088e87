/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.openai.Interruption;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.AbortedException;

/** One call of a client's method, between its enter and the end of its answer. */
final class BedrockCall {

  /** A client makes its configuration anew whenever it is asked for it. */
  private static final Map<Object, HostPort> TARGETS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final ModelCall call;
  private final CallAttempts attempts;
  private final Context parent;
  private final Format format;
  private final Scope scope;

  @SuppressWarnings("MustBeClosedChecker") // closed when the method is left
  private BedrockCall(ModelCall call, Context parent, Format format) {
    this.call = call;
    this.parent = parent;
    this.format = format;
    this.attempts = new CallAttempts(call);
    this.scope = attempts.inside(call.context()).makeCurrent();
  }

  /** Begins the call of {@code client} that {@code asked} is; it is still to be admitted. */
  static BedrockCall begin(Object client, Asked asked, boolean stream) {
    Context parent = Context.current();
    ModelCall call = ModelCalls.start(parent, Requests.of(asked, stream));
    HostPort target = target(client);
    call.endpoint(Requests.PROVIDER, target.host(), target.port());
    return new BedrockCall(call, parent, asked.format());
  }

  /** Where the client sends, as far as it was told; an attempt knows it better. */
  private static HostPort target(Object client) {
    return TARGETS.computeIfAbsent(client, BedrockCall::toldTarget);
  }

  private static HostPort toldTarget(Object client) {
    if (!(client instanceof AwsClient aws)) {
      return HostPort.UNKNOWN;
    }
    SdkServiceClientConfiguration settings = aws.serviceClientConfiguration();
    URI override = settings.endpointOverride().orElse(null);
    return override == null ? HostPort.UNKNOWN : HostPort.of(override.toString());
  }

  ModelCall call() {
    return call;
  }

  /** The app's context. */
  Context parent() {
    return parent;
  }

  Format format() {
    return format;
  }

  /** As {@link ModelCall#elsewhere}. */
  <T> CompletableFuture<T> elsewhere(Supplier<CompletableFuture<T>> make) {
    return call.elsewhere(() -> attempts.inside(Context.current()).wrapSupplier(make).get());
  }

  /** The method is left: what it called on this thread is no part of the call any more. */
  void leave() {
    scope.close();
  }

  void leave(@Nullable Object response, @Nullable Throwable thrown) {
    leave();
    ended(response, thrown);
  }

  /** As {@link #leave}; gives the future to return, null for no change. */
  @Nullable CompletableFuture<?> leaveAsync(
      @Nullable CompletableFuture<?> answer, @Nullable Throwable thrown) {
    leave();
    if (answer == null) {
      ended(null, thrown);
      return null;
    }
    return new CallFuture<>(answer, parent, this::ended, call::cancel);
  }

  private void ended(@Nullable Object response, @Nullable Throwable error) {
    attempts.settle();
    if (response == null) {
      failed(error);
    } else {
      call.succeed(() -> Responses.read(format, response));
    }
  }

  /** The attempts are over: what is known of the last one is told. */
  void settleAttempts() {
    attempts.settle();
  }

  /** No answer came. */
  private void failed(@Nullable Throwable error) {
    if (error == null || isInterruption(error)) {
      call.cancel();
    } else {
      call.fail(unwrap(error));
    }
  }

  static boolean isInterruption(Throwable error) {
    return Interruption.isOne(error) || unwrap(error) instanceof AbortedException;
  }

  /** What the app is told: a refusal as it is, whatever the library has wrapped it in. */
  static Throwable told(Throwable error) {
    Throwable refusal = CallRefusedException.causeOf(error);
    return refusal == null ? error : refusal;
  }

  static Throwable unwrap(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : null;
    return cause == null ? error : unwrap(cause);
  }
}
