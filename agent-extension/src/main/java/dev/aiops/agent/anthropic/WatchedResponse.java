/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.Headers;
import com.anthropic.core.http.HttpResponse;
import io.opentelemetry.javaagent.aiops.openai.AnswerBody;
import io.opentelemetry.javaagent.aiops.openai.AnswerStream;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer whose body is watched as the app reads it. */
final class WatchedResponse implements HttpResponse {

  private final HttpResponse response;
  private final AnswerBody body;
  private @Nullable AnswerStream stream;

  WatchedResponse(HttpResponse response, AnswerBody body) {
    this.response = response;
    this.body = body;
    body.abandonWithout(this);
  }

  /** Where {@code response} is watched and nobody holds it yet, what watches it, held. */
  static @Nullable AnswerBody held(HttpResponse response) {
    return response instanceof WatchedResponse watched && watched.body.hold() ? watched.body : null;
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public Optional<String> requestId() {
    return response.requestId();
  }

  @Override
  public synchronized InputStream body() {
    if (stream == null) {
      stream = AnswerStream.of(response.body(), body, false);
      stream.keep(this);
    }
    return stream;
  }

  @Override
  public void close() {
    giveUp(open());
    response.close();
  }

  private synchronized @Nullable AnswerStream open() {
    return stream;
  }

  private void giveUp(@Nullable AnswerStream open) {
    if (open == null) {
      body.closed();
    } else {
      open.giveUp();
    }
  }
}
