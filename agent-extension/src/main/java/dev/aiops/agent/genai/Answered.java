/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One request of a client that sends nothing again, and its status by whatever HTTP library. */
final class Answered {

  private static final Member RESPONSE = new Member("response");
  private static final Member CODE = new Member("code");
  private static final Member STATUS_LINE = new Member("getStatusLine");
  private static final Member STATUS_CODE = new Member("getStatusCode");

  private Answered() {}

  /** The attempt, what must be thrown instead of making it, or null outside any call. */
  static @Nullable Object begin() {
    ModelCall call = ModelCalls.current(Context.current());
    Attempt attempt = call == null ? null : call.attemptStarted();
    return attempt == null || attempt.refusal() == null ? attempt : attempt.refusal();
  }

  static void end(Attempt attempt, @Nullable Object response, @Nullable Throwable thrown) {
    if (thrown != null) {
      attempt.failed(cause(thrown));
      return;
    }
    Object answer = RESPONSE.of(response);
    Object code = CODE.isIn(answer) ? CODE.of(answer) : STATUS_CODE.of(STATUS_LINE.of(answer));
    if (code instanceof Integer status) {
      attempt.answered(status);
    }
  }

  static void later(
      Attempt attempt, @Nullable CompletableFuture<?> response, @Nullable Throwable thrown) {
    if (response == null) {
      end(attempt, null, thrown);
    } else {
      var unused = response.whenComplete((answer, error) -> end(attempt, answer, error));
    }
  }

  /** The library wraps what the transport threw. */
  private static Throwable cause(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    return cause == null ? thrown : cause;
  }
}
