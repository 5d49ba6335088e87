/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequest;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** After the client that retries wrapped a request's body, which hides what call it is of. */
public final class CopyAdvice {

  @Advice.OnMethodExit(suppress = Throwable.class, inline = false)
  @Advice.AssignReturned.ToReturned
  public static @Nullable HttpRequest exit(
      @Advice.Argument(0) HttpRequest original, @Advice.Return HttpRequest copy) {
    return Faults.value("anthropic-java request", () -> Requests.marked(original, copy));
  }

  private CopyAdvice() {}
}
