/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.observers.TestObserver;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchedResultTest {

  private static final ContextKey<String> PLACE = ContextKey.named("place");

  private final List<String> told = new ArrayList<>();
  private @Nullable Throwable refusal;

  private final WatchedResult.Watch watch =
      new WatchedResult.Watch() {
        @Override
        public Context context() {
          return Context.root().with(PLACE, "tool");
        }

        @Override
        public @Nullable Throwable subscribed() {
          return refusal;
        }

        @Override
        public Map<String, Object> succeeded(Map<String, Object> result) {
          told.add("succeeded");
          return Map.of("instead", true);
        }

        @Override
        public void failed(Throwable error) {
          told.add("failed: " + error.getMessage());
        }
      };

  @Test
  void result_isTheWatchs_andNothingIsToldAfterIt() {
    TestObserver<Map<String, Object>> observer =
        new WatchedResult(Single.just(Map.of()), watch).test();
    observer.assertValue(Map.of("instead", true));
    observer.dispose();
    assertThat(told).containsExactly("succeeded");
  }

  @Test
  void error_reachesBoth() {
    IllegalStateException closed = new IllegalStateException("closed");
    new WatchedResult(Single.error(closed), watch).test().assertError(closed);
    assertThat(told).containsExactly("failed: closed");
  }

  @Test
  void disposed_isToldOnce_andReachesTheTool() {
    SingleSubject<Map<String, Object>> tool = SingleSubject.create();
    TestObserver<Map<String, Object>> observer = new WatchedResult(tool, watch).test();
    observer.dispose();
    observer.dispose();
    assertThat(told).containsExactly("failed: nobody wants the result any more");
    assertThat(tool.hasObservers()).isFalse();
  }

  @Test
  void tool_isInItsContext_andTheSubscriberInItsOwn() {
    Single<Map<String, Object>> source =
        Single.fromCallable(
            () -> {
              told.add("runs in " + Context.current().get(PLACE));
              return Map.of();
            });
    Runnable subscribing =
        () -> {
          var unused =
              new WatchedResult(source, watch)
                  .subscribe(result -> told.add("read in " + Context.current().get(PLACE)));
        };
    Context.root().with(PLACE, "app").wrap(subscribing).run();
    assertThat(told).containsExactly("runs in tool", "succeeded", "read in app");
  }

  @Test
  void refusedSubscription_doesNotReachTheTool() {
    IllegalStateException again = new IllegalStateException("one subscription was approved");
    refusal = again;
    SingleSubject<Map<String, Object>> tool = SingleSubject.create();
    new WatchedResult(tool, watch).test().assertError(again);
    assertThat(tool.hasObservers()).isFalse();
    assertThat(told).isEmpty();
  }
}
