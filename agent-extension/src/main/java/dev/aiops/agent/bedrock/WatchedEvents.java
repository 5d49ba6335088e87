/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.SdkPublisher;

/** The events of a stream as the app gets them: read on their way, and all of them its own. */
final class WatchedEvents<E> implements SdkPublisher<E> {

  private final SdkPublisher<E> events;
  private final StreamedCall call;

  WatchedEvents(SdkPublisher<E> events, StreamedCall call) {
    this.events = events;
    this.call = call;
  }

  @Override
  public void subscribe(Subscriber<? super E> app) {
    events.subscribe(new Watching<E>(call, app));
  }

  private record Watching<E>(StreamedCall call, Subscriber<? super E> app)
      implements Subscriber<E> {

    @Override
    public void onSubscribe(Subscription subscription) {
      outside(() -> app.onSubscribe(new Watched(call, subscription)));
    }

    @Override
    public void onNext(E event) {
      call.event(event);
      outside(() -> app.onNext(event));
    }

    @Override
    public void onError(Throwable error) {
      outside(() -> app.onError(error)); // the library's future says whether that is the end
    }

    @Override
    public void onComplete() {
      call.completed();
      outside(app::onComplete);
    }

    @SuppressWarnings("try") // the scope does its work by being open
    private void outside(Runnable told) {
      Context parent = call.parent();
      try (Scope scope = parent.makeCurrent()) {
        told.run();
      }
    }
  }

  private record Watched(StreamedCall call, Subscription subscription) implements Subscription {

    @Override
    public void request(long count) {
      subscription.request(count);
    }

    @Override
    public void cancel() {
      call.abandoned();
      subscription.cancel();
    }
  }
}
