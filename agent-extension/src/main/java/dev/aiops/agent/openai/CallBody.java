/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import com.openai.core.http.HttpRequestBody;
import io.opentelemetry.javaagent.aiops.openai.Splice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that belongs to a call. The library copies requests freely and carries them
 * over threads, but never their body: it tells each attempt which call it is of. Written with the
 * changes that the call has come to.
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

  /** Writes what the app sends. */
  void writeOriginalTo(OutputStream target) {
    body.writeTo(target);
  }

  @Override
  public void writeTo(OutputStream target) {
    Splice splice = call.injection();
    if (splice == null) {
      body.writeTo(target);
      return;
    }
    OutputStream spliced = splice.into(target);
    body.writeTo(spliced);
    try {
      spliced.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public InputStream content() {
    if (call.injection() == null) {
      return body.content();
    }
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    writeTo(changed);
    return new ByteArrayInputStream(changed.toByteArray());
  }

  @Override
  public @Nullable String contentType() {
    return body.contentType();
  }

  @Override
  public long contentLength() {
    Splice splice = call.injection();
    long length = body.contentLength();
    return splice == null || length < 0 ? length : length + splice.growth();
  }

  @Override
  public boolean repeatable() {
    return body.repeatable();
  }

  @Override
  public void close() {
    body.close();
  }
}
