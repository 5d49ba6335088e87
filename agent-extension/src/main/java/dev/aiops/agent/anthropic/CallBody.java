/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.core.http.HttpRequestBody;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that belongs to a call, unchanged. The library copies requests freely and
 * carries them over threads: their body tells each attempt which call it is of.
 */
final class CallBody implements HttpRequestBody {

  private final HttpRequestBody body;
  private final WireCall call;

  CallBody(HttpRequestBody body, WireCall call) {
    this.body = body;
    this.call = call;
  }

  static @Nullable WireCall callOf(@Nullable HttpRequestBody body) {
    return body instanceof CallBody ours ? ours.call : null;
  }

  @Override
  public void writeTo(OutputStream target) {
    body.writeTo(target);
  }

  @Override
  public @Nullable String contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public boolean repeatable() {
    return body.repeatable();
  }

  // the next two are called only where the library has them, which 2.0.0 has not

  @Override
  public <T> T json(Class<T> type) {
    return body.json(type);
  }

  @Override
  public HttpRequestBody buffered() {
    return new CallBody(body.buffered(), call);
  }

  @Override
  public void close() {
    body.close();
  }
}
