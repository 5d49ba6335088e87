/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** After an asynchronous request was prepared. */
public final class PrepareAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable CompletableFuture<HttpRequest> exit(
      @Advice.Return CompletableFuture<HttpRequest> prepared) {
    return Faults.value("anthropic-java request", () -> CallFuture.prepared(prepared));
  }

  private PrepareAdvice() {}
}
