/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/** As {@link CallAdvice}, of a method that gives a future; a refusal is a failed one. */
public final class CallAsyncAdvice {

  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      inline = false,
      skipOn = Advice.OnNonDefaultValue.class,
      skipOnIndex = Entered.REFUSAL)
  @Advice.AssignReturned.ToAllArguments(index = Entered.ARGUMENTS, typing = Typing.DYNAMIC)
  public static @Nullable Object @Nullable [] enter(
      @Advice.This Object models,
      @Advice.Origin("#m") String method,
      @Advice.AllArguments @Nullable Object[] arguments) {
    return Faults.value(
        "google-genai call",
        () -> Calls.beginAsync(models, method, arguments),
        fault -> Entered.failed(fault, arguments));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable CompletableFuture<?> exit(
      @Advice.Enter @Nullable Object @Nullable [] entered,
      @Advice.Return @Nullable CompletableFuture<?> answer,
      @Advice.Thrown @Nullable Throwable thrown) {
    Throwable refusal = Entered.refusal(entered);
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    return Entered.of(entered) instanceof Entered call
        ? Faults.value(
            "google-genai answer", () -> call.leaveAsync(Entered.answer(entered, answer), thrown))
        : null;
  }

  private CallAsyncAdvice() {}
}
