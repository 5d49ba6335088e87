/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.IOException;
import java.io.InputStream;

/** A body that is read as the app reads it: the same bytes, in the app's own buffer. */
public final class ObservedStream extends InputStream {

  private static final int DRAINED = 64 * 1024;

  private final InputStream source;
  private final AnswerBody body;

  /** Passes {@code source} on to the app and shows it to {@code body}. */
  public ObservedStream(InputStream source, AnswerBody body) {
    this.source = source;
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read;
    try {
      read = source.read(bytes, from, length);
    } catch (Throwable t) {
      body.broke(t);
      throw t;
    }
    if (read < 0) {
      body.ended();
    } else {
      body.passed(bytes, from, from + read);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return source.available();
  }

  @Override
  public void close() throws IOException {
    drain(source, body);
    body.closed();
    source.close();
  }

  /**
   * An app that stops at the finish reason leaves the usage unread, often already in a buffer: read
   * what is there without waiting.
   */
  static void drain(InputStream source, AnswerBody body) {
    try {
      int budget = body.awaitsUsage() ? DRAINED : 0;
      byte[] bytes = new byte[Math.min(budget, 8192)];
      while (budget > 0 && body.awaitsUsage() && source.available() > 0) {
        int read = source.read(bytes, 0, Math.min(bytes.length, source.available()));
        body.passed(bytes, 0, Math.max(0, read));
        budget -= Math.max(1, read);
      }
    } catch (IOException | RuntimeException e) {
      // the app is closing it: what cannot be read is not missed
    }
  }
}
