/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.hook;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to objects of the app that can hold nothing of ours. An object is the same one only
 * if it is the same instance, and is not kept alive. Thread-safe.
 *
 * @param <V> what belongs to an object; must not reach it, or it is never collected
 */
public final class Attached<V> {

  /** One thread for all, that sleeps. */
  private static final Cleaner CLEANER = Cleaner.create();

  private final ConcurrentHashMap<Key, V> values = new ConcurrentHashMap<>();

  /**
   * Attaches {@code value} to {@code object}.
   *
   * @param whenCollected called by another thread once nobody has the object any more; must not
   *     reach it either
   */
  public void put(Object object, V value, Runnable whenCollected) {
    Key key = new Key(object);
    values.put(key, value);
    var unused =
        CLEANER.register(
            object,
            () -> {
              values.remove(key);
              Faults.guard("an object of the app was collected", whenCollected);
            });
  }

  /** What was attached to {@code object}, or null. */
  public @Nullable V get(Object object) {
    return values.get(new Key(object));
  }

  private static final class Key extends WeakReference<Object> {

    private final int hash;

    Key(Object object) {
      super(object);
      this.hash = System.identityHashCode(object);
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
