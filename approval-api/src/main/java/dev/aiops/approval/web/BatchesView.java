/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import dev.aiops.approval.evals.EvalBatch;
import dev.aiops.approval.evals.Runners;
import java.time.Instant;
import java.util.List;

/**
 * The list of batches, and the form for another.
 *
 * @param rows newest first
 * @param total of all that are known
 * @param may whether this person may ask for one
 * @param runner when an eval-runner asked for work, in a sentence
 */
record BatchesView(
    Layout page,
    Visit visit,
    List<Row> rows,
    int total,
    boolean may,
    String runner,
    Form form,
    boolean stale) {

  /**
   * One of them.
   *
   * @param done runs that are done
   * @param of how many; 0 where that is not known yet
   */
  record Row(
      String id,
      String definitions,
      String state,
      String window,
      String progress,
      long done,
      long of,
      String counts,
      String cost,
      String asked) {

    static Row of(EvalBatch batch) {
      return new Row(
          batch.id(),
          BatchWords.definitions(batch),
          BatchWords.of(batch),
          BatchWords.window(batch),
          BatchWords.progress(batch),
          batch.progress().runs(),
          batch.plan() == null ? 0 : batch.plan().runs(),
          BatchWords.counts(batch),
          BatchWords.cost(batch),
          "asked for by " + Visible.line(batch.askedBy(), 80) + " at " + Times.at(batch.askedAt()));
    }
  }

  /**
   * What the form begins with.
   *
   * @param request of the batch that it asks for, so that a form that is sent twice asks for one
   * @param definitions that eval-runners know; empty where none asked this instance of late
   */
  record Form(String request, List<Runners.Known> definitions, String from, String until) {}

  String count() {
    return total == 0
        ? "No batch was asked for here yet."
        : rows.size() + " of " + total + (total == 1 ? " batch" : " batches") + ", newest first";
  }

  static String runner(Runners runners, Instant now) {
    return runners
        .last()
        .map(at -> "An eval-runner asked for work " + Times.since(at, now) + " ago.")
        .orElse(
            "No eval-runner asked this service for work in the last minute: batches wait until one"
                + " does. It needs AIOPS_CONTROL_URL and a token.");
  }
}
