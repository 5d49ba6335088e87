/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import io.opentelemetry.sdk.trace.ReadWriteSpan;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A span that has started and not ended, and its place below its local root. Refers to the span
 * weakly: an app that never ends a span must not make us keep it.
 */
final class OpenSpan extends WeakReference<ReadWriteSpan> {

  private final String spanId;
  private final @Nullable OpenSpan parent;
  private final OpenSpan root;
  private final AtomicReference<Object> lastFailedCall = new AtomicReference<>();

  /** The local root's open descendants; null on every other span. */
  private final @Nullable Set<OpenSpan> below;

  private volatile @Nullable Run run;
  private volatile @Nullable String failingBelow;

  OpenSpan(
      ReadWriteSpan span, @Nullable OpenSpan parent, ReferenceQueue<? super ReadWriteSpan> queue) {
    super(span, queue);
    this.spanId = span.getSpanContext().getSpanId();
    this.parent = parent;
    this.root = parent == null ? this : parent.root;
    this.below = parent == null ? ConcurrentHashMap.newKeySet(4) : null;
  }

  String spanId() {
    return spanId;
  }

  @Nullable OpenSpan parent() {
    return parent;
  }

  OpenSpan root() {
    return root;
  }

  /** The run this span belongs to: its own, else the one its local root was adopted by. */
  @Nullable Run run() {
    Run own = run;
    return own != null ? own : root.run;
  }

  /** Puts the span and its descendants without a run of their own into {@code run}. */
  void run(Run run) {
    this.run = run;
  }

  /** Of a local root: the spans below it that are open. */
  Collection<OpenSpan> below() {
    return below == null ? Set.of() : below;
  }

  void opened() {
    if (root.below != null && root != this) {
      root.below.add(this);
    }
  }

  void closed() {
    if (root.below != null && root != this) {
      root.below.remove(this);
    }
  }

  /** The model call that failed last directly below this span, for the next one to name. */
  AtomicReference<Object> lastFailedCall() {
    return lastFailedCall;
  }

  /** The span below this one that a failure of this one came from, or null. */
  @Nullable String failingBelow() {
    return failingBelow;
  }

  void failingBelow(@Nullable String spanId) {
    failingBelow = spanId;
  }
}
