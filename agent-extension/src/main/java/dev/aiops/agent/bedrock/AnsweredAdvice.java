/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/** The head of an attempt's answer is there. */
public final class AnsweredAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(
      @Advice.Argument(0) Context.AfterTransmission transmission,
      @Advice.Argument(1) ExecutionAttributes attributes) {
    CallAttempts attempts = CallAttempts.of(attributes);
    if (attempts != null) {
      Faults.guard(
          "bedrockruntime attempt",
          () -> attempts.answered(transmission.httpResponse().statusCode()));
    }
  }

  private AnsweredAdvice() {}
}
