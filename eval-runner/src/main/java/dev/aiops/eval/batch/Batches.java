/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.check.CustomChecks;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.score.Evaluation;
import dev.aiops.eval.score.KnownScores;
import dev.aiops.eval.score.Score;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.trace.RunReader;
import dev.aiops.eval.trace.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * Evaluations over history. A batch is planned first, which freezes its runs and its definitions,
 * and then run, in parts of some hundred runs. A part's scores are one insert whose token is the
 * part: a process that dies leaves whole parts, and whoever goes on makes none twice.
 *
 * @param at the log
 * @param writer of scores
 * @param custom evaluators of one's own
 */
public record Batches(ClickHouse at, ScoreWriter writer, CustomChecks custom) {

  /** Runs in memory at a time. */
  static final int PART = 500;

  /** Freezes a selection: runs that began within a time and that a definition may select. */
  public Plan plan(Definitions definitions, Instant from, Instant until) {
    return plan(UUID.randomUUID().toString(), definitions, from, until);
  }

  /** The same with a given id, as of a schedule's date. */
  public Plan plan(String id, Definitions definitions, Instant from, Instant until) {
    return new Planning(writer.insert(), definitions, id, writer.clock()).freeze(from, until);
  }

  /** Whether a batch was planned. */
  public boolean isPlanned(String id) {
    return PlannedBatch.find(id, at).isPresent();
  }

  /** Whether all of a batch is done. */
  public boolean isFinished(String id) {
    return PlannedBatch.find(id, at).map(PlannedBatch::isFinished).orElse(false);
  }

  /**
   * Runs a planned batch to its end, or goes on with one that was begun; does nothing with one that
   * is finished.
   *
   * @param progress is told after each part how many runs are done
   * @throws IllegalArgumentException where none of that id was planned
   */
  public void run(String id, LongConsumer progress) {
    PlannedBatch batch =
        PlannedBatch.find(id, at)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no batch " + id + " was planned: eval run plans one and says its id"));
    if (!batch.isFinished()) {
      parts(batch, progress);
      finish(batch);
    }
  }

  private void parts(PlannedBatch batch, LongConsumer progress) {
    Evaluation evaluation = new Evaluation(Definitions.ofJson(batch.definitions(), custom));
    Set<String> done = DoneParts.of(batch.id(), at);
    for (long first = 0; first < batch.runs(); first += PART) {
      String token = batch.id() + ":" + first;
      if (!done.contains(token)) {
        SelectedRuns selected = new SelectedRuns(batch.id(), first, PART);
        writer.write(scores(evaluation, selected), token, batch.id());
      }
      progress.accept(Math.min(first + PART, batch.runs()));
    }
  }

  private List<Score> scores(Evaluation evaluation, SelectedRuns selected) {
    return writer
        .insert()
        .patience()
        .until(
            () -> {
              Slice slice = selected.at(at);
              Set<String> known = new KnownScores(slice).at(at);
              return new RunReader(at)
                  .read(slice).stream()
                      .flatMap(run -> evaluation.of(run, 0, known).stream())
                      .toList();
            });
  }

  private void finish(PlannedBatch batch) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("Batch", batch.id());
    row.put("Kind", "finished");
    row.put("RunsFrom", Times.text(batch.from()));
    row.put("RunsUntil", Times.text(batch.until()));
    row.put("Runs", batch.runs());
    row.put("At", Times.text(writer.clock().instant()));
    writer.insert().add("eval_batches", batch.id() + ":finished", List.of(row));
  }
}
