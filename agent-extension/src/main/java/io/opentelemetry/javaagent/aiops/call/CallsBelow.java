/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The calls that begin in a context, for a hook that learns that the app has given up what it asked
 * for while the library below goes on or lets it lie. Thread-safe.
 */
public final class CallsBelow {

  private static final ContextKey<CallsBelow> KEY = ContextKey.named("aiops-calls-below");

  private final Queue<ModelCall> calls = new ConcurrentLinkedQueue<>();

  /** {@code context}, in which what begins is seen. */
  public Context in(Context context) {
    return context.with(KEY, this);
  }

  /** The app reads no more of their answers: those that have not ended do. */
  public void abandon() {
    calls.forEach(ModelCall::abandon);
  }

  static ModelCall seen(Context parent, ModelCall call) {
    CallsBelow below = parent.get(KEY);
    if (below != null) {
      below.calls.add(call);
    }
    return call;
  }
}
