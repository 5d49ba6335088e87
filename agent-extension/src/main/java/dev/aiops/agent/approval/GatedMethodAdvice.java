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
 * Around a gated method, which runs only where the entry gives a state. An entry that fails, even
 * one that cannot be linked, gives null and the body is skipped. Public, because the hooked class
 * links to it.
 */
public final class GatedMethodAdvice {

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

  /** Tells what came of it, or why it did not run. */
  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToThrown
  public static @Nullable Throwable exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Origin("#t") String type,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    return GatedMethod.exit(entered == null ? null : entered[0], type, returned, thrown);
  }

  private GatedMethodAdvice() {}
}
