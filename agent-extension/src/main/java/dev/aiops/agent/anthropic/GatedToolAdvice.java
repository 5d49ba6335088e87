/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.BetaToolUseBlockParam;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned.ToArguments.ToArgument;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * Around a tool where actions may need approval: it runs only where the entry gives a state. An
 * entry that fails, even one that cannot be linked, gives null and the body is skipped.
 */
public final class GatedToolAdvice {

  /** Null skips the body. */
  @Advice.OnMethodEnter(
      suppress = Throwable.class,
      skipOn = Advice.OnDefaultValue.class,
      inline = false)
  @Advice.AssignReturned.ToArguments(
      @ToArgument(value = 0, index = GatedTool.USE, typing = Typing.DYNAMIC))
  public static Object @Nullable [] enter(
      @Advice.This Object runner, @Advice.AllArguments Object[] arguments) {
    return GatedTool.enter(runner, arguments);
  }

  /** Tells what came of it, or why it did not run. */
  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToThrown(index = 0, typing = Typing.DYNAMIC)
  @Advice.AssignReturned.ToReturned(index = 1, typing = Typing.DYNAMIC)
  public static @Nullable Object[] exit(
      @Advice.Enter Object @Nullable [] entered,
      @Advice.Argument(0) BetaToolUseBlockParam use,
      @Advice.Return @Nullable BetaToolResultBlockParam result,
      @Advice.Thrown @Nullable Throwable thrown) {
    return GatedTool.exit(entered, use, result, thrown);
  }

  private GatedToolAdvice() {}
}
