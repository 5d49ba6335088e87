/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.io.IOException;
import java.io.InputStream;

/** A body that is read as the app reads it: the same bytes, in the app's own buffer. */
final class ObservedStream extends AnswerStream {

  ObservedStream(InputStream source, AnswerBody body) {
    super(source, body);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = readSource(bytes, from, length);
    if (read > 0) {
      body().passed(bytes, from, from + read);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return source().available();
  }
}
