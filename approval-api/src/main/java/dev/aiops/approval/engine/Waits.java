/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.engine;

import dev.aiops.approval.approvals.Approval;
import dev.aiops.approval.approvals.Approvals;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Who waits for an approval to change. Futures, so that no thread waits with them. */
final class Waits {

  private static final int MOST = 20_000;

  private record Wait(String approval, long after, CompletableFuture<Boolean> done) {

    void tell(Approvals state) {
      Optional<Approval> now = state.find(approval);
      if (now.map(found -> found.version() > after).orElse(true)) {
        done.complete(true);
      }
    }
  }

  private final AtomicLong count = new AtomicLong();
  private final Map<Long, Wait> waiting = new ConcurrentHashMap<>();

  /**
   * Done when an approval is past a version, or time is up. What depends on it must not run on its
   * thread.
   */
  CompletableFuture<Boolean> until(String approval, long after, Duration limit) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    if (waiting.size() >= MOST) {
      return CompletableFuture.completedFuture(false);
    }
    long number = count.incrementAndGet();
    waiting.put(number, new Wait(approval, after, done));
    return done.completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((changed, failure) -> waiting.remove(number));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Tells those whose approval has changed, or is not known any more. */
  void changed(Approvals state) {
    waiting.values().forEach(wait -> wait.tell(state));
  }

  /** Nothing changes any more. */
  void close() {
    waiting.values().forEach(wait -> wait.done().complete(false));
  }
}
