/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.nio.charset.StandardCharsets;

/** Writes what the provider sends back, as bytes of HTTP/1.1. */
final class Response {
  private Response() {}

  /** A response whose body is JSON, or empty. */
  static byte[] of(String status, String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, length);
    return (head + json).getBytes(StandardCharsets.UTF_8);
  }
}
