/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around a tool where nothing needs approval. */
public final class ToolAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static @Nullable Object enter(@Advice.AllArguments Object[] arguments) {
    return Faults.value("anthropic-java tool", () -> RunningTool.begin(ToolUse.of(arguments)));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter @Nullable Object entered,
      @Advice.Return @Nullable BetaToolResultBlockParam result,
      @Advice.Thrown @Nullable Throwable thrown) {
    if (entered instanceof RunningTool tool) {
      Faults.guard("anthropic-java tool", () -> tool.ended(result, thrown));
    }
  }

  private ToolAdvice() {}
}
