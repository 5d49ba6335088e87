/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;

/** After an attempt was sent whose answer comes later, or could not be. */
public final class AsyncSendingAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  public static void exit(
      @Advice.Argument(1) RequestExecutionContext execution,
      @Advice.Return @Nullable CompletableFuture<?> answer,
      @Advice.Thrown @Nullable Throwable thrown) {
    CallAttempts attempts = CallAttempts.of(execution.executionAttributes());
    if (attempts != null) {
      Faults.guard("bedrockruntime attempt", () -> attempts.sent(answer, thrown));
    }
  }

  private AsyncSendingAdvice() {}
}
