/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.control;

import io.opentelemetry.javaagent.aiops.budget.Budgets.Answer.Unavailable;
import io.opentelemetry.javaagent.aiops.budget.Ticks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether the control plane decides; says once when that begins to be otherwise, and its end. */
final class Outages {

  private static final Logger LOG = Logger.getLogger("dev.aiops");

  private static final String MISTAKE =
      "[aiops] the keeper of budgets made a mistake and goes on; please report it";

  private final Ticks ticks;
  private final Set<String> saidOnce = new HashSet<>();
  private volatile @Nullable Outage current;

  Outages(Ticks ticks) {
    this.ticks = ticks;
  }

  /** An outage, with the answer that every call gets meanwhile. */
  private record Outage(Trouble.Kind kind, Unavailable answer) {}

  /** What calls are told that need money; null while the control plane decides. */
  @Nullable Unavailable answer() {
    Outage outage = current;
    return outage == null ? null : outage.answer();
  }

  /** Takes note of what an exchange says of the control plane. */
  <T> Outcome<T> heard(Outcome<T> outcome) {
    if (outcome instanceof Outcome.Failed<T> failed) {
      began(failed.why());
    } else {
      ended();
    }
    return outcome;
  }

  private void began(Trouble trouble) {
    Outage before = current;
    if (before != null && before.kind() == trouble.kind()) {
      return;
    }
    Instant since = before == null ? now() : before.answer().since();
    current = new Outage(trouble.kind(), new Unavailable(trouble.why(), since));
    LOG.log(
        Level.WARNING,
        "[aiops] {0}. Calls that a budget covers go on within the money this process holds of it,"
            + " then an enforcing budget refuses them. It is asked again every second.",
        trouble.why());
  }

  private void ended() {
    Outage before = current;
    if (before != null) {
      current = null;
      LOG.log(
          Level.INFO,
          "[aiops] the control plane decides again, after {0} s.",
          Duration.between(before.answer().since(), now()).toSeconds());
    }
  }

  /** Says something that does not change. */
  void once(String what) {
    if (saidOnce.add(what)) {
      LOG.log(Level.WARNING, "[aiops] {0}", what);
    }
  }

  /** A mistake of ours: the keeper goes on. */
  void broke(Throwable thrown) {
    try {
      if (saidOnce.add(thrown.getClass().getName())) {
        LOG.log(Level.SEVERE, MISTAKE, thrown);
      }
    } catch (Throwable silent) {
      // the app's log fails, or there is no memory: the keeper goes on all the same
    }
  }

  Instant now() {
    return Instant.ofEpochMilli(ticks.epochMillis());
  }
}
