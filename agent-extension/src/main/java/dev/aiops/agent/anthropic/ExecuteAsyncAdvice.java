/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.RequestOptions;
import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * Around {@code RetryingHttpClient.executeAsync}, as {@link ExecuteAdvice}; a refusal is returned
 * as a failed future. Runs on the common pool, where nothing may wait: where money is not at hand,
 * the rest goes on on a thread of ours.
 */
public final class ExecuteAsyncAdvice {

  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      inline = false,
      skipOn = Advice.OnNonDefaultValue.class,
      skipOnIndex = Entered.REFUSAL)
  @Advice.AssignReturned.ToArguments(
      @ToArgument(value = 0, index = Entered.REQUEST, typing = Typing.DYNAMIC))
  public static Object @Nullable [] enter(
      @Advice.This HttpClient client,
      @Advice.Argument(0) HttpRequest request,
      @Advice.Argument(1) RequestOptions options) {
    return Faults.value(
        "anthropic-java call",
        () -> Entered.callAsync(client, request, options),
        fault -> Entered.failed(fault, request));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable CompletableFuture<HttpResponse> exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Return @Nullable CompletableFuture<HttpResponse> response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (Entered.of(entered) instanceof Throwable refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    return Entered.of(entered) instanceof Entered call
        ? Faults.value(
            "anthropic-java answer",
            () -> call.leaveAsync(Entered.answer(entered, response), thrown))
        : null;
  }

  private ExecuteAsyncAdvice() {}
}
