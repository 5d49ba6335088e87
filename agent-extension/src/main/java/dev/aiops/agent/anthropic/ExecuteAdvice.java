/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpClient;
import com.anthropic.core.http.HttpRequest;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * Around {@code RetryingHttpClient.execute}. Enter gives the entered call, the request to send in
 * place of the app's, and a refusal, which skips the method; exit gives what to return or throw. A
 * bug of ours is suppressed and changes nothing; a refusal is no bug, and reaches the app.
 */
public final class ExecuteAdvice {

  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      inline = false,
      skipOn = Advice.OnNonDefaultValue.class,
      skipOnIndex = Entered.REFUSAL)
  @Advice.AssignReturned.ToArguments(
      @ToArgument(value = 0, index = Entered.REQUEST, typing = Typing.DYNAMIC))
  public static Object @Nullable [] enter(
      @Advice.This HttpClient client, @Advice.Argument(0) HttpRequest request) {
    return Faults.value(
        "anthropic-java call",
        () -> Entered.call(client, request),
        fault -> Entered.failed(fault, request));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned(index = 0, typing = Typing.DYNAMIC)
  @Advice.AssignReturned.ToThrown(index = 1, typing = Typing.DYNAMIC)
  public static Object @Nullable [] exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Return @Nullable HttpResponse response,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (Entered.of(entered) instanceof Throwable refusal) {
      return new Object[] {null, refusal};
    }
    return Entered.of(entered) instanceof Entered call
        ? Faults.value("anthropic-java answer", () -> call.leave(response, thrown))
        : null;
  }

  private ExecuteAdvice() {}
}
