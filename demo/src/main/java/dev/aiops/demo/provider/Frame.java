/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

/**
 * One server-sent event.
 *
 * @param event its name; empty where the protocol has none
 * @param data one line of JSON
 * @param tokens output tokens it carries, for billing what was sent before a cut
 * @param usage whether it tells the tokens used
 */
record Frame(String event, String data, long tokens, boolean usage) {

  static Frame of(String data, long tokens) {
    return new Frame("", data, tokens, false);
  }

  byte[] bytes() {
    String name = event.isEmpty() ? "" : "event: " + event + "\n";
    return Wire.bytes(name + "data: " + data + "\n\n");
  }

  /** The same event with JSON that ends too early. */
  Frame malformed() {
    return new Frame(event, data.substring(0, data.length() / 2), tokens, false);
  }
}
