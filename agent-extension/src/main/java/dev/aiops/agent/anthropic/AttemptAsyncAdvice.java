/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the asynchronous sending of one attempt, as {@link AttemptAdvice}. */
public final class AttemptAsyncAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
  public static @Nullable Object enter(@Advice.Argument(0) HttpRequest request) {
    return Faults.value(
        "anthropic-java attempt", () -> OpenAttempt.enter(request), ModelCalls::refusal);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable CompletableFuture<HttpResponse> exit(
      @Advice.Enter @Nullable Object entered,
      @Advice.Return @Nullable CompletableFuture<HttpResponse> response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (entered instanceof Throwable refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    if (entered instanceof OpenAttempt attempt) {
      Faults.guard("anthropic-java attempt", () -> attempt.leaveAsync(response, thrown));
    }
    return response;
  }

  private AttemptAsyncAdvice() {}
}
