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
 * As {@link GatedMethodAdvice}, around a method that gives a future: where nothing should wait it
 * is called elsewhere.
 */
public final class GatedStageAdvice {

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
    return GatedMethod.enterStage(method, self, arguments);
  }

  /** What is returned, and what is thrown; null changes nothing. */
  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned(index = 0, typing = Typing.DYNAMIC)
  @Advice.AssignReturned.ToThrown(index = 1, typing = Typing.DYNAMIC)
  public static Object @Nullable [] exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Origin("#t") String type,
      @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object returned,
      @Advice.Thrown @Nullable Throwable thrown) {
    return GatedMethod.exitStage(entered == null ? null : entered[0], type, returned, thrown);
  }

  private GatedStageAdvice() {}
}
