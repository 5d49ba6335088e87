/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The body of an answer as the app reads it. */
public abstract sealed class AnswerStream extends InputStream permits ObservedStream, HidingStream {

  private static final int DRAINED = 64 * 1024;

  private final InputStream source;
  private final AnswerBody body;
  private volatile boolean reading;

  @SuppressWarnings("UnusedVariable") // only held
  private @Nullable Object kept;

  AnswerStream(InputStream source, AnswerBody body) {
    this.source = source;
    this.body = body;
  }

  /**
   * The body {@code source}, shown to {@code body} as the app reads it.
   *
   * @param hideUsage whether to leave out the event that has only usage, because we asked for it
   */
  public static AnswerStream of(InputStream source, AnswerBody body, boolean hideUsage) {
    return hideUsage ? new HidingStream(source, body) : new ObservedStream(source, body);
  }

  /** Keeps {@code response} reachable as long as this is. */
  public final void keep(Object response) {
    kept = response;
  }

  /** The app closes the answer. */
  public final void giveUp() {
    drain();
    body.closed();
  }

  @Override
  public void close() throws IOException {
    giveUp();
    source.close();
  }

  final AnswerBody body() {
    return body;
  }

  final InputStream source() {
    return source;
  }

  /** Reads from the source; tells the body of its end, but not of its bytes. */
  final int readSource(byte[] bytes, int from, int length) throws IOException {
    reading = true;
    try {
      int read = source.read(bytes, from, length);
      if (read < 0) {
        body.ended();
      }
      return read;
    } catch (Throwable t) {
      body.broke(t);
      throw t;
    } finally {
      reading = false;
    }
  }

  /**
   * An app that stops at the finish reason leaves the usage unread, often already in a buffer: read
   * what is there without waiting.
   */
  private void drain() {
    if (reading || !body.awaitsUsage()) {
      return;
    }
    try {
      byte[] bytes = new byte[8192];
      int budget = DRAINED;
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
