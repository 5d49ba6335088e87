/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.evals.BatchNote;
import dev.aiops.approval.evals.BatchState;
import dev.aiops.approval.evals.EvalBatch;
import java.util.List;

/**
 * One batch.
 *
 * @param confirms whether this person is to confirm it now
 * @param stops whether this person may stop it now
 * @param note why neither, where there is something to do
 * @param done what was just done; empty for nothing
 */
record BatchView(
    Layout page,
    Visit visit,
    BatchesView.Row row,
    String plan,
    String rate,
    String reason,
    boolean confirms,
    boolean stops,
    String note,
    List<Event> events,
    boolean stale,
    String done) {

  /** What happened to it. */
  record Event(String what, String by, String at, String text) {

    static Event of(BatchNote note) {
      return new Event(
          BatchWords.ofKind(note.kind()),
          Visible.line(note.by(), 200),
          Times.at(note.at()),
          Visible.line(note.text(), 2_000));
    }
  }

  static BatchView of(EvalBatch batch, Visit visit, boolean may, boolean stale, String done) {
    boolean stops = BatchWords.mayStop(batch.state());
    return new BatchView(
        new Layout("Batch of evals", visit),
        visit,
        BatchesView.Row.of(batch),
        BatchWords.plan(batch),
        BatchWords.rate(batch),
        Visible.line(batch.reason(), 2_000),
        may && batch.state() == BatchState.PLANNED,
        may && stops,
        !may && stops ? BatchRoutes.LACKS : "",
        batch.notes().stream().map(Event::of).toList(),
        stale,
        done);
  }

  String count() {
    return row.state() + ": " + row.progress();
  }
}
