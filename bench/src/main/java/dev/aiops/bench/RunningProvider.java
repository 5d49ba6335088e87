/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import java.io.IOException;

/** The provider's process, started. */
final class RunningProvider implements AutoCloseable {
  private final Child child;
  private final String port;

  RunningProvider(Child child) throws IOException {
    this.child = child;
    this.port = child.answer();
  }

  /** Where an answer of that protocol takes that many microseconds. */
  String baseUrl(Protocol protocol, int answerMicros) {
    return "http://127.0.0.1:" + port + "/" + answerMicros + "/" + protocol.path();
  }

  @Override
  public void close() {
    child.close();
  }
}
