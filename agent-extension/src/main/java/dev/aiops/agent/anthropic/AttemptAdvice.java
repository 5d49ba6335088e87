/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the sending of one attempt. A Throwable in place of the attempt is thrown instead. */
public final class AttemptAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
  public static @Nullable Object enter(@Advice.Argument(0) HttpRequest request) {
    return Faults.value(
        "anthropic-java attempt", () -> OpenAttempt.enter(request), ModelCalls::refusal);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToThrown
  public static @Nullable Throwable exit(
      @Advice.Enter @Nullable Object entered,
      @Advice.Return @Nullable HttpResponse response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (entered instanceof Throwable refusal) {
      return refusal;
    }
    if (entered instanceof OpenAttempt attempt) {
      Faults.guard("anthropic-java attempt", () -> attempt.leave(response, thrown));
    }
    return thrown;
  }

  private AttemptAdvice() {}
}
