/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.approvals;

import dev.aiops.approval.log.Decided;
import dev.aiops.approval.log.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** One log, and the instances that race on it, each with the state it has read so far. */
final class SimulatedLog {

  private final List<Entry> rows = new ArrayList<>();
  private final Plane plane;
  private final Consumer<ApprovalEvent> observer;
  private Instant head = Instant.EPOCH;

  SimulatedLog(Plane plane, Consumer<ApprovalEvent> observer) {
    this.plane = plane;
    this.observer = observer;
  }

  List<Entry> rows() {
    return rows;
  }

  /** One instance, whose clock is off. */
  final class Instance {

    private final Duration skew;
    private Approvals state = Approvals.EMPTY;
    private int read;

    Instance(Duration skew) {
      this.skew = skew;
    }

    /** It starts anew and reads the log from its beginning. */
    void restart() {
      state = Approvals.EMPTY;
      read = 0;
    }

    Approvals caughtUp() {
      for (; read < rows.size(); read++) {
        state = ApprovalLog.event(rows.get(read)).on(state);
        requireCounted();
      }
      return state;
    }

    private void requireCounted() {
      Map<String, Integer> recount = new HashMap<>();
      state.all().values().stream()
          .filter(approval -> approval.state() == ApprovalState.PENDING)
          .forEach(approval -> recount.merge(approval.asked().run(), 1, Integer::sum));
      if (!recount.equals(state.pendingByRun())) {
        throw new AssertionError("of runs wait " + recount + ", not " + state.pendingByRun());
      }
    }

    /** Decides on what it has read; where the append loses, catches up and decides again. */
    <R> R run(Instant now, BiFunction<Approvals, Instant, Decided<Approvals, R>> command) {
      Decided<Approvals, R> decided = command.apply(state, at(now));
      while (plane.comparesBeforeItAppends() && read < rows.size()) {
        decided = command.apply(caughtUp(), at(now));
      }
      append(decided, at(now));
      return decided.reply();
    }

    /** Rows are never earlier than those before them, whatever the clock says. */
    private Instant at(Instant now) {
      Instant its = now.plus(skew);
      return its.isBefore(head) ? head : its;
    }

    private void append(Decided<Approvals, ?> decided, Instant at) {
      for (Entry entry : decided.entries()) {
        rows.add(entry);
        observer.accept(ApprovalLog.event(entry));
        head = at;
      }
    }
  }
}
