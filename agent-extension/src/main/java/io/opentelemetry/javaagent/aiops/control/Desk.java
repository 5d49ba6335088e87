/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Refused;
import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.TryAgain;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Where the app's threads wait for one budget's money, and the keeper's thread serves them. */
final class Desk {

  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  /** How long a refusal that time may mend is told to calls whose time is over. */
  private static final long RECENT_NANOS = Duration.ofSeconds(5).toNanos();

  private static final Answer TRY_AGAIN = new TryAgain();

  private @Nullable Waiting waiting;
  private volatile @Nullable Known known;
  private volatile @Nullable Known recent;

  /** Calls that wait for the same exchange. */
  static final class Waiting {
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private long largest;
    private long untilNanos;
    private long notBeforeNanos;
    private int tries;
    private volatile @Nullable Refused last;

    private Waiting(long nanos) {
      untilNanos = nanos;
      notBeforeNanos = nanos;
    }

    long largest() {
      return largest;
    }

    int tries() {
      return tries;
    }

    void tryAgain() {
      answer.complete(TRY_AGAIN);
    }

    void complete(Answer with) {
      answer.complete(with);
    }
  }

  /** That so much is not to be had, for a while. */
  private record Known(long lack, Refused answer, long untilNanos) {}

  /** The refusal that such a call would get; null if that is not known. */
  @Nullable Refused hopeless(long lack, long nanos) {
    Known refused = known;
    return refused != null && lack >= refused.lack() && nanos - refused.untilNanos() < 0
        ? refused.answer()
        : null;
  }

  /**
   * What the control plane said last to calls that were to wait; null if it was not lately. A call
   * that came back after others took its money has no other answer when its time is over, so
   * reports that were answered meanwhile do not make it forgotten.
   */
  @Nullable Refused recent(long nanos) {
    Known said = recent;
    return said != null && nanos - said.untilNanos() < 0 ? said.answer() : null;
  }

  /** Something changed that may make money free. */
  void forget() {
    known = null;
  }

  /** Waits for an exchange that begins after now. */
  synchronized Waiting join(long bound, long nanos, long mostNanos) {
    Waiting joined = waiting == null ? new Waiting(nanos) : waiting;
    joined.largest = Math.max(joined.largest, bound);
    joined.untilNanos = later(joined.untilNanos, nanos + mostNanos);
    waiting = joined;
    return joined;
  }

  /**
   * The answer; null if there is none in time.
   *
   * @param enough whether this process has the money by now: calls that end free some, and an
   *     exchange with a busy control plane takes seconds
   */
  static @Nullable Answer await(Waiting joined, long bound, long mostNanos, BooleanSupplier enough)
      throws InterruptedException {
    long began = System.nanoTime();
    long left = mostNanos;
    do {
      try {
        Answer answer = joined.answer.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
        // what is refused to a larger call may be had for a smaller one
        boolean another = answer instanceof Refused && bound < joined.largest;
        return another ? TRY_AGAIN : answer;
      } catch (TimeoutException e) {
        left = mostNanos - (System.nanoTime() - began);
      } catch (ExecutionException e) {
        throw new IllegalStateException("answers are never exceptions", e);
      }
      if (enough.getAsBoolean()) {
        return TRY_AGAIN;
      }
    } while (left > 0);
    return joined.last;
  }

  /** Those who wait and are to be served now; who comes later waits for another exchange. */
  synchronized @Nullable Waiting take(long nanos) {
    Waiting taken = waiting;
    if (taken == null || nanos - taken.notBeforeNanos < 0) {
      return null;
    }
    waiting = null;
    if (nanos - taken.untilNanos >= 0) {
      return null; // nobody is there any more
    }
    taken.tries++;
    return taken;
  }

  /** Answers all who wait, due or not. */
  void fail(Answer with) {
    Waiting taken;
    synchronized (this) {
      taken = waiting;
      waiting = null;
    }
    if (taken != null) {
      taken.complete(with);
    }
  }

  /** Lets them wait on, and ask again after a pause. */
  synchronized void again(Waiting taken, @Nullable Refused last, long notBeforeNanos) {
    if (last != null) {
      taken.last = last;
      recent = new Known(0, last, notBeforeNanos + RECENT_NANOS);
    }
    taken.notBeforeNanos = notBeforeNanos;
    Waiting others = waiting;
    if (others == null) {
      waiting = taken;
      return;
    }
    others.largest = Math.max(others.largest, taken.largest);
    others.untilNanos = later(others.untilNanos, taken.untilNanos);
    others.notBeforeNanos = notBeforeNanos;
    others.last = others.last == null ? taken.last : others.last;
    var unused = others.answer.thenAccept(taken.answer::complete);
  }

  /** Refuses them, and who comes in the next while with no smaller wish. */
  void refuse(@Nullable Waiting taken, long lack, Refused answer, long untilNanos) {
    known = new Known(lack, answer, untilNanos);
    if (taken != null) {
      taken.complete(answer);
    }
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
