/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.score.Evaluation;
import dev.aiops.eval.score.Score;
import dev.aiops.eval.trace.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Scores runs: by code one after the other, by judges some at once, as these wait for others. */
final class Scoring implements AutoCloseable {

  private final Evaluation byCode;
  private final Evaluation byJudges;
  private final ExecutorService asking;

  /** Judges of at most so many runs are asked at once. */
  Scoring(Definitions definitions, int atOnce) {
    byCode = evaluation(definitions, definition -> definition.judge() == null);
    byJudges = evaluation(definitions, definition -> definition.judge() != null);
    asking = Executors.newFixedThreadPool(atOnce, Scoring::thread);
  }

  private static Evaluation evaluation(Definitions of, Predicate<Definition> those) {
    return new Evaluation(new Definitions(of.all().stream().filter(those).toList()));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "eval-judge");
    thread.setDaemon(true);
    return thread;
  }

  /** The scores of the runs; those whose ids are known are left out. */
  List<Score> of(List<RecordedRun> runs, Set<String> known) {
    List<Future<List<Score>>> judged = new ArrayList<>();
    if (!byJudges.definitions().all().isEmpty()) {
      runs.forEach(run -> judged.add(asking.submit(() -> byJudges.of(run, 0, known))));
    }
    List<Score> scores = new ArrayList<>();
    runs.forEach(run -> scores.addAll(byCode.of(run, 0, known)));
    judged.forEach(scoresOfRun -> scores.addAll(result(scoresOfRun)));
    return scores;
  }

  private static List<Score> result(Future<List<Score>> judged) {
    try {
      return judged.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while judges were asked: eval resume goes on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a judge's answer could not be scored: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }
}
