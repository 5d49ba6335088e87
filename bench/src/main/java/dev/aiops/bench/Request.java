/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the provider must know of an HTTP/1.1 request: its path, and its body, which ends it.
 *
 * @param delayNanos how long its answer takes
 * @param protocol the protocol it is answered in, as {@link Protocol#path} names it
 * @param body what follows its head, of ASCII in what is looked for; empty without one
 */
record Request(long delayNanos, String protocol, String body) {
  private static final String LENGTH = "content-length:";

  /**
   * Reads one request to its end.
   *
   * @return what its path asks for, or null where the connection closed
   */
  static @Nullable Request read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    byte[] body = in.readNBytes(bodyLength(in));
    return of(line, new String(body, StandardCharsets.ISO_8859_1));
  }

  private static int bodyLength(InputStream in) throws IOException {
    int length = 0;
    String line = line(in);
    while (!line.isEmpty()) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(line.substring(LENGTH.length()).strip());
      }
      line = line(in);
    }
    return length;
  }

  /** {@code POST /20000/openai/v1/chat/completions HTTP/1.1} asks for 20 ms. */
  private static Request of(String requestLine, String body) throws IOException {
    String[] path = requestLine.split("/", 5);
    if (path.length < 5) {
      throw new IOException("the path must be /MICROSECONDS/PROTOCOL/…, got " + requestLine);
    }
    return new Request(Long.parseLong(path[1]) * 1_000, path[2], body);
  }

  /** The next line without its end, empty at the end of the head and of the connection. */
  private static String line(InputStream in) throws IOException {
    byte[] buffer = new byte[512];
    int n = 0;
    int b = in.read();
    while (b != '\n' && b != -1) {
      if (n == buffer.length) {
        throw new EOFException("a header line is longer than " + buffer.length + " bytes");
      }
      buffer[n++] = (byte) b;
      b = in.read();
    }
    int end = n > 0 && buffer[n - 1] == '\r' ? n - 1 : n;
    return new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
  }
}
