/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * Around a call that waits for its answer. Enter gives the entered call, the request to send in
 * place of the app's, and a refusal, which skips the method; exit gives what to throw. A bug of
 * ours is suppressed and changes nothing; a refusal is no bug, and reaches the app.
 */
public final class CallAdvice {

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
        () -> Entered.call(client, request),
        fault -> Entered.failed(fault, request));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToThrown
  public static @Nullable Throwable exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Return @Nullable Object response,
      @Advice.Thrown @Nullable Throwable thrown) {
    Object what = Entered.of(entered);
    if (what instanceof Throwable refusal) {
      return refusal;
    }
    if (what instanceof BedrockCall call) {
      Faults.guard("bedrockruntime answer", () -> call.leave(response, thrown));
    }
    return thrown;
  }

  private CallAdvice() {}
}
