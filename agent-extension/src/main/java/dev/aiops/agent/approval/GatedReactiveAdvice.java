/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.approval;

import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * As {@link GatedMethodAdvice}, around a method that returns a publisher: it is asked for before
 * the method makes one, which may do all of the work already.
 */
public final class GatedReactiveAdvice {

  /** Null skips the body. */
  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      skipOn = Advice.OnDefaultValue.class,
      inline = false)
  @Advice.AssignReturned.ToAllArguments(index = 1, typing = Typing.DYNAMIC)
  public static Object @Nullable [] enter(
      @Advice.Origin Method method,
      @Advice.This(optional = true) @Nullable Object self,
      @Advice.AllArguments Object[] arguments) {
    return GatedMethod.enter(method, self, arguments);
  }

  /** What is returned, and what is thrown. */
  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned(index = 0, typing = Typing.DYNAMIC)
  @Advice.AssignReturned.ToThrown(index = 1, typing = Typing.DYNAMIC)
  public static Object @Nullable [] exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Origin Method method,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    return GatedMethod.exitReactive(entered == null ? null : entered[0], method, returned, thrown);
  }

  private GatedReactiveAdvice() {}
}
