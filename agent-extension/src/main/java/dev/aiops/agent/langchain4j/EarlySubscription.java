/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What a subscriber asks of a publisher that is still to be subscribed to. Thread-safe. */
final class EarlySubscription implements Flow.Subscription {

  private Flow.@Nullable Subscription arrived;
  private long asked;
  private boolean cancelled;

  @Override
  public void request(long n) {
    Flow.Subscription real = asked(n);
    if (real != null) {
      real.request(n);
    }
  }

  /** The publisher's own; where there is none yet, {@code n} more are asked for when it comes. */
  private synchronized Flow.@Nullable Subscription asked(long n) {
    if (arrived == null) {
      asked = n > Long.MAX_VALUE - asked ? Long.MAX_VALUE : asked + n;
    }
    return arrived;
  }

  @Override
  public void cancel() {
    Flow.Subscription real = cancelled();
    if (real != null) {
      real.cancel();
    }
  }

  private synchronized Flow.@Nullable Subscription cancelled() {
    cancelled = true;
    return arrived;
  }

  /** The publisher's own has come. */
  void arrived(Flow.Subscription real) {
    long early = arrive(real);
    if (early < 0) {
      real.cancel();
    } else if (early > 0) {
      real.request(early);
    }
  }

  /** What was asked for; negative where nothing is wanted any more. */
  private synchronized long arrive(Flow.Subscription real) {
    arrived = real;
    return cancelled ? -1 : asked;
  }
}
