/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * Around a method that sends one request. Enter gives the entered call, the arguments to call with
 * in place of the app's, and a refusal, which skips the method and is thrown at its exit. A bug of
 * ours is suppressed and changes nothing; a refusal is no bug, and reaches the app.
 */
public final class CallAdvice {

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
        () -> Calls.begin(models, method, arguments),
        fault -> Entered.failed(fault, arguments));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToThrown
  public static @Nullable Throwable exit(
      @Advice.Enter @Nullable Object @Nullable [] entered,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object result,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (Entered.of(entered) instanceof Entered call) {
      Faults.guard("google-genai answer", () -> call.leave(result, thrown));
    }
    return Entered.refusal(entered);
  }

  private CallAdvice() {}
}
