/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.langchain4j;

import io.opentelemetry.context.Context;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which invocation a token stream belongs to. A stream is built inside the agent's method and
 * started by the app later, on any thread; one that is dropped unstarted ends its invocation when
 * it is collected, at the next stream built.
 */
public final class TokenStreams {

  private static final ConcurrentHashMap<Key, AgentRun> RUNS = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  private TokenStreams() {}

  /** {@code stream} was built where {@code current} is the context. */
  public static void built(Object stream, Context current) {
    endCollected();
    AgentRun run = AgentRun.of(current);
    if (run != null) {
      run.streamed();
      RUNS.put(new Key(stream, COLLECTED), run);
    }
  }

  /** The app starts {@code stream}: the invocation it belongs to, once, or null. */
  public static @Nullable AgentRun starting(Object stream) {
    return RUNS.remove(new Key(stream, null));
  }

  /**
   * The start of a stream of {@code run} returned.
   *
   * @param error what it threw, or null
   */
  public static void started(AgentRun run, @Nullable Throwable error) {
    if (error != null) {
      run.failed(error);
    } else if (run.isIdle()) {
      // the model was not hooked, so that nobody would tell of its end
      run.callStarted();
      run.callEnded();
    }
  }

  private static void endCollected() {
    Reference<?> collected;
    while ((collected = COLLECTED.poll()) != null) {
      AgentRun run = RUNS.remove(collected);
      if (run != null) {
        run.dropped();
      }
    }
  }

  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object stream, @Nullable ReferenceQueue<Object> queue) {
      super(stream, queue);
      this.hash = System.identityHashCode(stream);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || (other instanceof Key that && get() != null && get() == that.get());
    }
  }
}
