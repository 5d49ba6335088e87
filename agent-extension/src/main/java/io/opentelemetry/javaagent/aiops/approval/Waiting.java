/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.javaagent.aiops.approval.ApprovalView.State;
import io.opentelemetry.javaagent.aiops.approval.Approvals.Answer;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.javaagent.aiops.thread.EventLoops;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a person in the caller's thread, which holds no lock of ours meanwhile: as long as the
 * rule says, on as many threads as are allowed, and never on one that others depend on. Time is
 * measured here, so that no clock that is wrong decides anything.
 */
final class Waiting {

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final long POLL_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PAUSE_MILLIS = 200;

  private final Approvals approvals;
  private final Semaphore room;

  Waiting(Approvals approvals, int maxWaiting) {
    this.approvals = approvals;
    this.room = new Semaphore(maxWaiting);
  }

  /** How the approval stands when it is decided, or when the wait is over. */
  ApprovalView await(ApprovalView pending, GatedCall call, @Nullable Run run, Span span) {
    if (pending.patience().isZero() || EventLoops.isCurrent() || !room.tryAcquire()) {
      ApprovalSpans.waited(span, Duration.ZERO);
      return pending;
    }
    long began = System.nanoTime();
    if (run != null) {
      run.waitsForPerson();
    }
    try {
      return poll(pending, began);
    } finally {
      room.release();
      ApprovalSpans.waited(span, Duration.ofNanos(System.nanoTime() - began));
      if (run != null) {
        run.goesOn();
      }
    }
  }

  private ApprovalView poll(ApprovalView pending, long began) {
    ApprovalView view = pending;
    long end = began + min(pending.patience(), LONGEST).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      long sent = System.nanoTime();
      Duration most = Duration.ofNanos(Math.min(left, POLL_NANOS));
      if (approvals.watch(view.id(), view.version(), most) instanceof Answer.Stands stands) {
        view = stands.approval();
      }
      if (view.state() != State.PENDING || !pause(sent, most)) {
        return view;
      }
    }
    return view;
  }

  /**
   * A control plane that cannot answer does so at once; it is asked again all the same, but not
   * without a pause.
   *
   * @return false where the thread was interrupted: it waits no longer
   */
  private static boolean pause(long sent, Duration most) {
    long early = most.toNanos() - (System.nanoTime() - sent);
    long millis = Math.min(TimeUnit.NANOSECONDS.toMillis(early), PAUSE_MILLIS);
    try {
      Thread.sleep(Math.max(0, millis));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
