/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/** Around a call that gives a future, as {@link CallAdvice}; a refusal is a failed future. */
public final class AsyncCallAdvice {

  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      inline = false,
      skipOn = Advice.OnNonDefaultValue.class,
      skipOnIndex = Entered.REFUSAL)
  @Advice.AssignReturned.ToArguments(
      @ToArgument(value = 0, index = Entered.REQUEST, typing = Typing.DYNAMIC))
  public static Object @Nullable [] enter(
      @Advice.This Object client, @Advice.Argument(0) Object request) {
    return Faults.value(
        "bedrockruntime call",
        () -> Entered.callAsync(client, request),
        fault -> Entered.failed(fault, request));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable CompletableFuture<?> exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Return @Nullable CompletableFuture<?> answer,
      @Advice.Thrown @Nullable Throwable thrown) {
    Object what = Entered.of(entered);
    if (what instanceof Throwable refusal) {
      return CompletableFuture.failedFuture(refusal);
    }
    return what instanceof BedrockCall call
        ? Faults.value(
            "bedrockruntime answer", () -> call.leaveAsync(Entered.answer(entered, answer), thrown))
        : null;
  }

  private AsyncCallAdvice() {}
}
