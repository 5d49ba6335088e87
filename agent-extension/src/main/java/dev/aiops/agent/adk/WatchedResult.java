/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleObserver;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.internal.disposables.EmptyDisposable;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A tool's result to come: the tool works in its context, who waits for it stays in its own. */
final class WatchedResult extends Single<Map<String, Object>> {

  /** Told what becomes of it. */
  interface Watch {

    /** Where the tool works. */
    Context context();

    /** Why there is nothing for one more subscriber; null where there is. */
    @Nullable Throwable subscribed();

    /** What the subscriber gets in place of {@code result}. */
    Map<String, Object> succeeded(Map<String, Object> result);

    /** It has failed, or nobody wants it any more. */
    void failed(Throwable error);
  }

  private final Single<Map<String, Object>> source;
  private final Watch watch;

  WatchedResult(Single<Map<String, Object>> source, Watch watch) {
    this.source = source;
    this.watch = watch;
  }

  @Override
  @SuppressWarnings("try") // the scope does its work by being open
  protected void subscribeActual(SingleObserver<? super Map<String, Object>> observer) {
    Throwable refusal = watch.subscribed();
    if (refusal != null) {
      EmptyDisposable.error(refusal, observer);
      return;
    }
    Observer watched = new Observer(observer, watch, Context.current());
    try (Scope scope = watch.context().makeCurrent()) {
      source.subscribe(watched);
    }
  }

  private static final class Observer implements SingleObserver<Map<String, Object>>, Disposable {

    private final SingleObserver<? super Map<String, Object>> observer;
    private final Watch watch;
    private final Context parent;
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Disposable upstream;

    Observer(SingleObserver<? super Map<String, Object>> observer, Watch watch, Context parent) {
      this.observer = observer;
      this.watch = watch;
      this.parent = parent;
    }

    @Override
    public void onSubscribe(Disposable disposable) {
      upstream = disposable;
      observer.onSubscribe(this);
    }

    @Override
    @SuppressWarnings("try") // the scope does its work by being open
    public void onSuccess(Map<String, Object> result) {
      over.set(true);
      Map<String, Object> told =
          Faults.value("google-adk tool result", () -> watch.succeeded(result));
      try (Scope scope = parent.makeCurrent()) {
        observer.onSuccess(told == null ? result : told);
      }
    }

    @Override
    @SuppressWarnings("try") // the scope does its work by being open
    public void onError(Throwable error) {
      over.set(true);
      Faults.guard("google-adk tool result", () -> watch.failed(error));
      try (Scope scope = parent.makeCurrent()) {
        observer.onError(error);
      }
    }

    @Override
    public void dispose() {
      if (over.compareAndSet(false, true)) {
        Faults.guard("google-adk tool result", this::unwanted);
      }
      if (upstream != null) {
        upstream.dispose();
      }
    }

    private void unwanted() {
      watch.failed(new CancellationException("nobody wants the result any more"));
    }

    @Override
    public boolean isDisposed() {
      return upstream != null && upstream.isDisposed();
    }
  }
}
