/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.thread;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandOverTest {

  private final HandOver threads = new HandOver("test", 1, new ArrayBlockingQueue<>(1));
  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  /** Holds the only thread. */
  private CompletableFuture<Boolean> hold() throws InterruptedException {
    CompletableFuture<Boolean> held = threads.start(this::held);
    holding.await();
    return held;
  }

  private CompletableFuture<Boolean> held() {
    holding.countDown();
    try {
      go.await();
      return completedFuture(false);
    } catch (InterruptedException e) {
      return completedFuture(true);
    }
  }

  @Test
  void start_work_isDoneOnADaemonOfOurs_withTheCallersClassLoader() throws Exception {
    ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    current.setContextClassLoader(own);
    try {
      Thread worker =
          threads
              .start(
                  () -> {
                    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(own);
                    return completedFuture(Thread.currentThread());
                  })
              .get();
      assertThat(worker.getName()).isEqualTo("test-1");
      assertThat(worker.isDaemon()).isTrue();
    } finally {
      current.setContextClassLoader(before);
    }
  }

  @Test
  void start_asManyWaitAsMay_isRejectedAndNeverDone() throws Exception {
    CompletableFuture<Boolean> held = hold();
    CompletableFuture<Boolean> queued = threads.start(() -> completedFuture(true));
    AtomicBoolean done = new AtomicBoolean();
    assertThatThrownBy(
            () ->
                threads.start(
                    () -> {
                      done.set(true);
                      return completedFuture(true);
                    }))
        .isInstanceOf(RejectedExecutionException.class);
    go.countDown();
    assertThat(held.get()).isFalse();
    assertThat(queued.get()).isTrue();
    assertThat(done).isFalse();
  }

  @Test
  void start_nothingMayStandBehindWhatWaits_isRejectedWhenAllThreadsAreTaken() throws Exception {
    HandOver tools = new HandOver("tools", 1, new SynchronousQueue<>());
    CompletableFuture<Boolean> held = tools.start(this::held);
    holding.await();
    assertThatThrownBy(() -> tools.start(() -> completedFuture(true)))
        .isInstanceOf(RejectedExecutionException.class);
    go.countDown();
    assertThat(held.get()).isFalse();
  }

  @Test
  void cancel_whileItWaits_interruptsIt_andNobodyAfterIt() throws Exception {
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CompletableFuture<Boolean> waiting =
        threads.start(
            () -> {
              CompletableFuture<Boolean> ended = held();
              Thread.currentThread().interrupt(); // as who puts it back does
              interrupted.complete(ended.join());
              return ended;
            });
    holding.await();
    assertThat(waiting.cancel(true)).isTrue();
    assertThat(interrupted.get()).isTrue();
    assertThat(threads.start(() -> completedFuture(Thread.interrupted())).get()).isFalse();
  }

  @Test
  void cancel_beforeItsTurn_isNeverDone_andItsPlaceIsFree() throws Exception {
    CompletableFuture<Boolean> held = hold();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Boolean> queued =
        threads.start(
            () -> {
              done.set(true);
              return completedFuture(true);
            });
    assertThat(queued.cancel(true)).isTrue();
    CompletableFuture<Boolean> inItsPlace = threads.start(() -> completedFuture(true));
    go.countDown();
    assertThat(held.get()).isFalse();
    assertThat(inItsPlace.get()).isTrue();
    assertThat(done).isFalse();
  }

  @Test
  void cancel_afterItHasReturned_cancelsWhatItGave() throws Exception {
    CompletableFuture<Boolean> made = new CompletableFuture<>();
    CompletableFuture<Boolean> handed = threads.start(() -> made);
    assertThat(threads.start(() -> completedFuture(true)).get()).isTrue(); // it is over by now
    assertThat(handed.cancel(true)).isTrue();
    assertThat(made.isCancelled()).isTrue();
  }

  @Test
  void cancel_whileItIsMade_closesWhatComesTooLate() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<AutoCloseable> handed =
        threads.start(
            () -> {
              var unused = held();
              return completedFuture(closed::countDown);
            });
    holding.await();
    assertThat(handed.cancel(true)).isTrue();
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void work_thatThrows_failsTheFutureWithThat() {
    IllegalStateException fault = new IllegalStateException("on demand");
    CompletableFuture<Boolean> handed =
        threads.start(
            () -> {
              throw fault;
            });
    assertThatThrownBy(handed::get).hasCause(fault);
  }
}
