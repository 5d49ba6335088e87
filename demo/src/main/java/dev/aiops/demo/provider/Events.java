/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An answer as a stream.
 *
 * @param framing how its events are put on the wire
 * @param frames the events, the closing one included
 * @param breakOff what is sent in place of the rest where the provider gives up, and says so; empty
 *     where its protocol has no words for it
 */
record Events(Framing framing, Supplier<List<Frame>> frames, Optional<Frame> breakOff) {

  /** The one kind of answer that is never streamed. */
  static final Events NONE = new Events(Framing.SERVER_SENT, List::of, Optional.empty());

  static Events of(Protocol protocol, Completion completion) {
    return new Events(protocol.framing(), () -> protocol.frames(completion), protocol.breakOff());
  }
}
