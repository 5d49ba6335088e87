/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Attempt;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import io.opentelemetry.javaagent.aiops.springai.OpenCall;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The attempts that Spring's own HTTP clients make for a model call, and where they go. */
final class HttpAttempts {

  private static final Getter URI = new Getter("getURI");
  private static final Getter URL = new Getter("url");
  private static final Getter GET_STATUS = new Getter("getStatusCode");
  private static final Getter STATUS = new Getter("statusCode");
  private static final Getter VALUE = new Getter("value");

  private HttpAttempts() {}

  /**
   * A request of a model call of ours; null outside one, and for a request that hands on to
   * another. What must be thrown in place of sending where it is refused.
   */
  static @Nullable Object begin(Object request) {
    String type = request.getClass().getSimpleName();
    boolean handsOn = type.startsWith("Intercepting") || type.endsWith("Wrapper");
    OpenCall open = handsOn ? null : OpenCall.of(Context.current());
    return open == null ? null : begin(open, URI.of(request));
  }

  private static Object begin(OpenCall open, @Nullable Object uri) {
    ModelCall call = open.call();
    if (uri != null) {
      HostPort where = HostPort.of(uri.toString());
      call.endpoint(null, where.host(), where.port());
    }
    Attempt attempt = call.attemptStarted();
    RuntimeException refusal = attempt.refusal();
    return refusal == null ? attempt : refusal;
  }

  static void ended(Attempt attempt, @Nullable Object response, @Nullable Throwable thrown) {
    if (thrown != null) {
      attempt.failed(thrown);
    } else if (VALUE.of(GET_STATUS.of(response)) instanceof Integer status) {
      attempt.answered(status);
    }
  }

  /** As {@link #begin}, when somebody subscribes. */
  static Mono<Object> watched(Object request, Mono<Object> answer) {
    return Mono.defer(
        () -> {
          Object begun =
              Faults.value("spring-ai attempt", () -> beginWeb(request), ModelCalls::refusal);
          if (begun instanceof Throwable refusal) {
            return Mono.error(refusal);
          }
          return begun instanceof Attempt attempt ? watched(attempt, answer) : answer;
        });
  }

  private static @Nullable Object beginWeb(Object request) {
    OpenCall open = OpenCall.of(Context.current());
    return open == null ? null : begin(open, URL.of(request));
  }

  private static Mono<Object> watched(Attempt attempt, Mono<Object> answer) {
    return answer
        .doOnNext(response -> Faults.guard("spring-ai attempt", () -> told(attempt, response)))
        .doOnError(error -> attempt.failed(error))
        .doOnCancel(() -> attempt.failed(new CancellationException()));
  }

  private static void told(Attempt attempt, Object response) {
    if (VALUE.of(STATUS.of(response)) instanceof Integer status) {
      attempt.answered(status);
    }
  }
}
