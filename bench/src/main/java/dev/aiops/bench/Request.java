/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The two things the provider must know of an HTTP/1.1 request: where it ends, and its path. */
final class Request {
  private static final String LENGTH = "content-length:";

  private Request() {}

  /**
   * Reads one request to its end.
   *
   * @return the delay its path asks for, in nanoseconds, or -1 where the connection closed
   */
  static long read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return -1;
    }
    long delayNanos = delayNanos(line);
    in.skipNBytes(bodyLength(in));
    return delayNanos;
  }

  private static long bodyLength(InputStream in) throws IOException {
    long length = 0;
    String line = line(in);
    while (!line.isEmpty()) {
      if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Long.parseLong(line.substring(LENGTH.length()).strip());
      }
      line = line(in);
    }
    return length;
  }

  /** {@code POST /20000/v1/chat/completions HTTP/1.1} asks for 20 ms. */
  private static long delayNanos(String requestLine) throws IOException {
    String[] path = requestLine.split("/", 4);
    if (path.length < 4) {
      throw new IOException("the path must be /MICROSECONDS/v1/…, got " + requestLine);
    }
    return Long.parseLong(path[1]) * 1_000;
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
