/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One event of a stream.
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

  /** Its data, to be changed. */
  ObjectNode json() {
    try {
      return (ObjectNode) Protocol.JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is an object of ours: " + data, e);
    }
  }

  /** The same event with JSON that ends too early. */
  Frame malformed() {
    return new Frame(event, data.substring(0, data.length() / 2), tokens, false);
  }
}
