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

/** Who waits for an approval to change. Futures, so that no thread waits with them. */
final class Waits {

  private static final int MOST = 20_000;

  private record Wait(String approval, long after) {}

  private final Map<CompletableFuture<Boolean>, Wait> waiting = new ConcurrentHashMap<>();

  /**
   * Done when an approval is past a version, or time is up. What depends on it must not run on its
   * thread.
   */
  CompletableFuture<Boolean> until(String approval, long after, Duration limit) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    if (waiting.size() >= MOST) {
      done.complete(false);
      return done;
    }
    waiting.put(done, new Wait(approval, after));
    done.completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((changed, failure) -> waiting.remove(done));
    return done;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Tells those whose approval has changed, or is not known any more. */
  void changed(Approvals state) {
    waiting.forEach((done, wait) -> tell(state, done, wait));
  }

  private static void tell(Approvals state, CompletableFuture<Boolean> done, Wait wait) {
    Optional<Approval> now = state.find(wait.approval());
    if (now.map(approval -> approval.version() > wait.after()).orElse(true)) {
      done.complete(true);
    }
  }

  /** Nothing changes any more. */
  void close() {
    waiting.keySet().forEach(done -> done.complete(false));
  }
}
