/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Flowable;
import org.reactivestreams.Subscriber;

/**
 * The events of a run. The library leaves its context behind on the thread that subscribes, where
 * the run ends on another or is given up while it hands out an event: the next run of that thread
 * would be a step of this one.
 */
final class GuardedEvents<T> extends Flowable<T> {

  private final Flowable<T> events;

  GuardedEvents(Flowable<T> events) {
    this.events = events;
  }

  @Override
  protected void subscribeActual(Subscriber<? super T> subscriber) {
    Context before = Context.current();
    try {
      events.subscribe(subscriber);
    } finally {
      putBack(before);
    }
  }

  @SuppressWarnings("MustBeClosedChecker") // what would be current after that is what is wrong
  private static void putBack(Context before) {
    if (Context.current() != before) {
      before.makeCurrent();
    }
  }
}
