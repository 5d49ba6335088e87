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

/**
 * Around a call whose answer is a stream, as {@link AsyncCallAdvice}; of a refusal the app's
 * handler is told as of any other error.
 */
public final class StreamAdvice {

  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      inline = false,
      skipOn = Advice.OnNonDefaultValue.class,
      skipOnIndex = Entered.REFUSAL)
  @Advice.AssignReturned.ToArguments({
    @ToArgument(value = 0, index = Entered.REQUEST, typing = Typing.DYNAMIC),
    @ToArgument(value = 1, index = Entered.HANDLER, typing = Typing.DYNAMIC)
  })
  public static Object @Nullable [] enter(
      @Advice.This Object client,
      @Advice.Argument(0) Object request,
      @Advice.Argument(1) Object handler) {
    return Faults.value(
        "bedrockruntime stream",
        () -> Entered.stream(client, request, handler),
        fault -> Entered.failed(fault, request, handler));
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
    return what instanceof StreamedCall call
        ? Faults.value(
            "bedrockruntime stream", () -> call.leave(Entered.answer(entered, answer), thrown))
        : null;
  }

  private StreamAdvice() {}
}
