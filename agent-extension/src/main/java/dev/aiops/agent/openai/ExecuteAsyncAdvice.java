/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
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
        "openai-java call",
        () -> Entered.callAsync(client, request, options),
        fault -> Entered.failed(fault, request));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable CompletableFuture<HttpResponse> exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.This HttpClient client,
      @Advice.Argument(1) RequestOptions options,
      @Advice.Return @Nullable CompletableFuture<HttpResponse> response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (Entered.of(entered) instanceof Throwable refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    return Entered.of(entered) instanceof Entered call
        ? Faults.value(
            "openai-java answer",
            () -> call.leaveAsync(client, options, Entered.answer(entered, response), thrown))
        : null;
  }

  private ExecuteAsyncAdvice() {}
}
