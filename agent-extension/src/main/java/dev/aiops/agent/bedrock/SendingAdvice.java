/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/** After an attempt was sent, or could not be. */
public final class SendingAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  public static void exit(
      @Advice.Argument(1) RequestExecutionContext execution,
      @Advice.Thrown @Nullable Throwable thrown) {
    CallAttempts attempts =
        thrown == null ? null : CallAttempts.of(execution.executionAttributes());
    if (attempts != null && thrown != null) {
      Faults.guard("bedrockruntime attempt", () -> attempts.failed(thrown));
    }
  }

  private SendingAdvice() {}
}
