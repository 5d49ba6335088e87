/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

/** What is known of an answer, from the owner's library and from hooks below it. Thread-safe. */
final class Answer {

  private ModelResponse above = ModelResponse.UNKNOWN;
  private ModelResponse below = ModelResponse.UNKNOWN;

  synchronized void update(ModelResponse response) {
    above = above.with(response);
  }

  synchronized void updateFromBelow(ModelResponse response) {
    below = below.with(response);
  }

  /** What the hooks below read on the wire counts before what the owner's library made of it. */
  synchronized ModelResponse known() {
    return above.with(below);
  }
}
