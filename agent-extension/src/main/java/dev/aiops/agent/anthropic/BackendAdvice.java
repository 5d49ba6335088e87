/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.backends.Backend;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Before a backend prepares a request, inside its attempt. */
public final class BackendAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static void enter(@Advice.This Backend backend) {
    Faults.guard("anthropic-java backend", () -> servedBy(Backends.provider(backend)));
  }

  private static void servedBy(@Nullable String provider) {
    ModelCall call = provider == null ? null : ModelCalls.current(Context.current());
    if (call != null) {
      call.endpoint(provider, null, 0);
    }
  }

  private BackendAdvice() {}
}
