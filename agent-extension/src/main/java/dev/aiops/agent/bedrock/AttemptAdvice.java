/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;

/** Before an attempt is sent. What enter gives is thrown instead. */
public final class AttemptAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, skipOn = Throwable.class, inline = false)
  public static @Nullable Object enter(
      @Advice.Argument(0) Context.BeforeTransmission transmission,
      @Advice.Argument(1) ExecutionAttributes attributes) {
    CallAttempts attempts = CallAttempts.of(attributes);
    return attempts == null
        ? null
        : Faults.value(
            "bedrockruntime attempt",
            () -> attempts.started(transmission.httpRequest()),
            ModelCalls::refusal);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  @Advice.AssignReturned.ToThrown
  public static @Nullable Throwable exit(
      @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
    return entered instanceof Throwable refusal ? refusal : thrown;
  }

  private AttemptAdvice() {}
}
