/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.method;

import dev.aiops.agent.reactive.Publishers;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * After a method that is an agent's entry and returns a publisher: the agent works when that is
 * subscribed to, and each time. Public, because the hooked class links to it.
 */
public final class ReactiveMethodAdvice {

  /** What the app gets; null is what the method returned. */
  @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
  public static @Nullable Object exit(
      @Advice.Origin Method method,
      @Advice.AllArguments Object[] arguments,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object returned) {
    return returned == null
        ? null
        : Faults.value("method run", () -> watched(method, arguments, returned));
  }

  private static Object watched(Method method, Object[] arguments, Object returned) {
    String type = method.getDeclaringClass().getName();
    return Publishers.watched(
        returned,
        method.getReturnType(),
        () -> new SubscribedRun(MethodRun.start(type, arguments)));
  }

  private ReactiveMethodAdvice() {}
}
