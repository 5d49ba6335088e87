/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads requests and writes answers. */
final class Exchange {

  /** A hundred reports take some 25 kB. */
  static final int MOST_BYTES = 65_536;

  /** An answer that says only that nothing changed. */
  static final Object NOT_MODIFIED = new Object();

  private static final String JSON = "application/json";

  private final Failures failures;
  private final Executor answering;
  private final Duration limit;
  private final Consumer<String> onRefusal;

  /**
   * Makes one.
   *
   * @param limit how long a request waits for the log before its outcome is called unknown
   * @param onRefusal told the rule of each refusal
   */
  Exchange(Failures failures, Executor answering, Duration limit, Consumer<String> onRefusal) {
    this.failures = failures;
    this.answering = answering;
    this.limit = limit;
    this.onRefusal = onRefusal;
  }

  static <T> T read(Context context, Class<T> type) {
    String sent = context.header("Content-Type");
    if (sent == null || !sent.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      throw new RefusedException(Rule.NOT_JSON, "the request is not said to be JSON");
    }
    return Wire.read(body(context), type);
  }

  private static byte[] body(Context context) {
    try {
      byte[] bytes = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new RefusedException(Rule.TOO_LARGE, "the request has more than 65536 bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new RefusedException(Rule.MALFORMED, "the request ended before its body did");
    }
  }

  /** Answers when the engine has; a reply that is a {@link Refusal} is written as one. */
  <R> void answer(Context context, CompletableFuture<R> reply, Function<R, Object> view) {
    context.future(
        () ->
            reply
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(view, answering)
                .handleAsync(
                    (body, failure) -> {
                      write(context, failure == null ? body : failures.refusal(failure));
                      return null;
                    },
                    answering));
  }

  void fail(Context context, Throwable failure) {
    write(context, failures.refusal(failure));
  }

  void write(Context context, Object body) {
    if (body instanceof Refusal refusal) {
      refuse(context, refusal);
    } else if (body == NOT_MODIFIED) {
      context.status(HttpStatus.NOT_MODIFIED);
    } else {
      context.contentType(JSON).result(Wire.bytes(body));
    }
  }

  private void refuse(Context context, Refusal refusal) {
    onRefusal.accept(refusal.rule());
    if (refusal.retryAfterSeconds() != null) {
      context.header("Retry-After", refusal.retryAfterSeconds().toString());
    }
    context
        .status(Rule.valueOf(refusal.rule().toUpperCase(Locale.ROOT)).status())
        .contentType(JSON)
        .result(Wire.bytes(new Refusal.Body(refusal)));
  }
}
