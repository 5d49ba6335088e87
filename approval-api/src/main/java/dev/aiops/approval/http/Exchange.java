/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.http;

import dev.aiops.approval.access.Secret;
import dev.aiops.approval.budget.Channel;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
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

  /** What an approval is asked for with: arguments of 64 KiB, and what is said of them. */
  static final int MOST_LARGE = 98_304;

  static <T> T read(Context context, Class<T> type) {
    requireJson(context);
    return Wire.read(body(context, MOST_BYTES), type);
  }

  /** As {@link #read}, larger and nested deeper. */
  static <T> T readLarge(Context context, Class<T> type) {
    requireJson(context);
    return Wire.readDeep(body(context, MOST_LARGE), type);
  }

  static String query(Context context, String name) {
    return Objects.requireNonNullElse(context.queryParam(name), "");
  }

  /** A whole number from 0. */
  static long number(Context context, String name, long otherwise, long most) {
    String text = query(context, name);
    if (text.isEmpty()) {
      return otherwise;
    } else if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) > most) {
      throw new IllegalArgumentException(name + " must be 0 to " + most);
    }
    return Long.parseLong(text);
  }

  /** The body, unless the client has it already. */
  static Object unlessKnown(Context context, Object body) {
    String text = new String(Wire.bytes(body), StandardCharsets.UTF_8);
    String tag = '"' + Secret.sha256(text) + '"';
    context.header("ETag", tag).header("Cache-Control", "private, no-cache");
    return tag.equals(context.header("If-None-Match")) ? NOT_MODIFIED : body;
  }

  static Channel channel(Context context) {
    return Channel.ofRequest(context.header("User-Agent"));
  }

  private static void requireJson(Context context) {
    String sent = context.header("Content-Type");
    if (sent == null || !sent.toLowerCase(Locale.ROOT).split(";", 2)[0].strip().equals(JSON)) {
      throw new RefusedException(Rule.NOT_JSON, "the request is not said to be JSON");
    }
  }

  private static byte[] body(Context context, int most) {
    try {
      byte[] bytes = context.bodyInputStream().readNBytes(most + 1);
      if (bytes.length > most) {
        TooLarge.drop(context);
        throw new RefusedException(Rule.TOO_LARGE, "the request has more than " + most + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new RefusedException(Rule.MALFORMED, "the request ended before its body did");
    }
  }

  /** Answers when the engine has; a reply that is a {@link Refusal} is written as one. */
  <R> void answer(Context context, CompletableFuture<R> reply, Function<R, Object> view) {
    answer(context, reply, view, Duration.ZERO);
  }

  /** As above, where the engine may take a while longer. */
  <R> void answer(
      Context context, CompletableFuture<R> reply, Function<R, Object> view, Duration longer) {
    context.future(
        () ->
            reply
                .orTimeout(limit.plus(longer).toMillis(), TimeUnit.MILLISECONDS)
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
