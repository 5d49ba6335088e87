/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

/** Text gathered piece by piece up to a limit; what comes after it is dropped. */
final class KeptText {

  private final StringBuilder text = new StringBuilder();
  private final int limit;

  KeptText(int limit) {
    this.limit = limit;
  }

  void add(String piece) {
    int room = Math.min(piece.length(), limit - text.length());
    text.append(piece, 0, Math.max(0, room));
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
