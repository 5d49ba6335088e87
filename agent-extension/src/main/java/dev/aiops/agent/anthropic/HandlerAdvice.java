/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.openai.AnswerBody;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Around the handling of an answer. */
public final class HandlerAdvice {

  @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
  public static @Nullable Object enter(@Advice.Argument(0) HttpResponse response) {
    return Faults.value("anthropic-java handler", () -> WatchedResponse.held(response));
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
  public static void exit(
      @Advice.Enter @Nullable Object held, @Advice.Thrown @Nullable Throwable thrown) {
    if (held instanceof AnswerBody body) {
      Faults.guard("anthropic-java handler", () -> body.release(thrown));
    }
  }

  private HandlerAdvice() {}
}
