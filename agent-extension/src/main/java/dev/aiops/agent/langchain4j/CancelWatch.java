/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.opentelemetry.javaagent.aiops.hook.Faults;

/**
 * A handle that tells when the app cancels a stream. Its types exist since 1.8; older versions
 * never get here.
 */
final class CancelWatch implements StreamingHandle {

  private final StreamingHandle handle;
  private final StreamedCall call;

  private CancelWatch(StreamingHandle handle, StreamedCall call) {
    this.handle = handle;
    this.call = call;
  }

  /** The context of an event with its handle watched; any other object as it is. */
  static Object of(Object context, StreamedCall call) {
    if (context instanceof PartialResponseContext c) {
      return new PartialResponseContext(new CancelWatch(c.streamingHandle(), call));
    }
    if (context instanceof PartialThinkingContext c) {
      return new PartialThinkingContext(new CancelWatch(c.streamingHandle(), call));
    }
    if (context instanceof PartialToolCallContext c) {
      return new PartialToolCallContext(new CancelWatch(c.streamingHandle(), call));
    }
    return context;
  }

  @Override
  public void cancel() {
    call.cancelling(true);
    try {
      handle.cancel();
    } catch (Throwable e) {
      // not every stream can be cancelled; this one goes on
      call.cancelling(false);
      throw e;
    }
    Faults.guard("langchain4j cancel", call::cancelled);
  }

  @Override
  public boolean isCancelled() {
    return handle.isCancelled();
  }
}
