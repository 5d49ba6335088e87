/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** Gives at most so many bytes a read. */
final class SlowStream extends InputStream {

  private final InputStream source;
  private final int most;
  int reads;

  SlowStream(String text, int most) {
    this.source = new ByteArrayInputStream(text.getBytes(UTF_8));
    this.most = most;
  }

  @Override
  public int read() {
    throw new AssertionError("never read byte by byte");
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws java.io.IOException {
    reads++;
    return source.read(bytes, from, Math.min(length, most));
  }
}
