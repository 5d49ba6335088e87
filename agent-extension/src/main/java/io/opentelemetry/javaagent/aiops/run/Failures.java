/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The newest failed calls of a run with what they threw. A run fails with an exception that is, or
 * was caused by, that of the span it failed in. Thread-safe.
 */
final class Failures {

  private static final int KEPT = 16;

  private record Failure(String spanId, WeakReference<Throwable> error) {}

  private final Deque<Failure> failures = new ArrayDeque<>(2);

  synchronized void add(String spanId, Throwable error) {
    if (failures.size() == KEPT) {
      failures.removeFirst();
    }
    failures.addLast(new Failure(spanId, new WeakReference<>(error)));
  }

  /** The first span that failed with {@code error} or one of its causes, or null. */
  synchronized @Nullable String spanOf(Throwable error) {
    Set<Throwable> chain = chain(error);
    for (Failure failure : failures) {
      Throwable thrown = failure.error.get();
      if (thrown != null && chain.contains(thrown)) {
        return failure.spanId;
      }
    }
    return null;
  }

  private static Set<Throwable> chain(Throwable error) {
    Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable t = error; t != null && chain.add(t); ) {
      t = t.getCause();
    }
    return chain;
  }
}
