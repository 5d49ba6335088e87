/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/** Before an execution, on the app's thread: its attempts may be on others. */
public final class ExecutionAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.Argument(0) Context.BeforeExecution execution,
      @Advice.Argument(1) ExecutionAttributes attributes) {
    Faults.guard(
        "bedrockruntime execution", () -> CallAttempts.begin(execution.request(), attributes));
  }

  private ExecutionAdvice() {}
}
