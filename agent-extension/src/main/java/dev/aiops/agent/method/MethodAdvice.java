/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.method;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/** Around a method that is an agent's entry. Public, because the hooked class links to it. */
public final class MethodAdvice {

  /** Called before the method. */
  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static @Nullable Object enter(
      @Advice.Origin("#t") String type, @Advice.AllArguments Object[] arguments) {
    return Faults.value("method run", () -> MethodRun.enter(type, arguments));
  }

  /** Called after it, however it ends. */
  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter @Nullable Object run,
      @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (run instanceof MethodRun entered) {
      Faults.guard("method run", () -> entered.exit(returned, thrown));
    }
  }

  private MethodAdvice() {}
}
