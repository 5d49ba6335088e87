/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is known of an answer, from the owner's library and from hooks below it. Thread-safe. */
final class Answer {

  private ModelResponse above = ModelResponse.UNKNOWN;
  private ModelResponse below = ModelResponse.UNKNOWN;
  private @Nullable Supplier<ModelResponse> unread;

  synchronized void update(ModelResponse response) {
    above = above.with(response);
  }

  synchronized void updateFromBelow(ModelResponse response) {
    readBelow();
    below = below.with(response);
  }

  /** As {@link #updateFromBelow}; {@code response} is called when somebody wants to know. */
  synchronized void updateFromBelow(Supplier<ModelResponse> response) {
    readBelow();
    unread = response;
  }

  private void readBelow() {
    Supplier<ModelResponse> waiting = unread;
    unread = null;
    if (waiting != null) {
      Faults.guard("reading an answer", () -> below = below.with(read(waiting)));
    }
  }

  private static ModelResponse read(Supplier<ModelResponse> waiting) {
    try {
      return waiting.get();
    } catch (MalformedAnswer e) {
      return ModelResponse.UNKNOWN; // the owner's library will say so
    }
  }

  /** What the hooks below read on the wire counts before what the owner's library made of it. */
  synchronized ModelResponse known() {
    readBelow();
    return above.with(below);
  }
}
