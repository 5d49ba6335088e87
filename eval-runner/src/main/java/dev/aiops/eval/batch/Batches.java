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
import dev.aiops.eval.score.KnownScores;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.RunReader;
import dev.aiops.eval.trace.Slice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Evaluations over history. A batch is planned first, which freezes its runs and its definitions,
 * and then run, in parts. A part's scores are one insert whose token is the part: a process that
 * dies leaves whole parts, and whoever goes on makes none twice.
 *
 * @param at the log
 * @param writer of scores
 * @param custom evaluators of one's own
 * @param throttle how fast they go
 */
public record Batches(ClickHouse at, ScoreWriter writer, CustomChecks custom, Throttle throttle) {

  /** As fast as they can. */
  public Batches(ClickHouse at, ScoreWriter writer, CustomChecks custom) {
    this(at, writer, custom, Throttle.NONE);
  }

  /** Freezes a selection: runs that began within a time and that a definition may select. */
  public Plan plan(Definitions definitions, Instant from, Instant until) {
    return plan(UUID.randomUUID().toString(), definitions, from, until);
  }

  /** The same with a given id, as of a schedule's date. */
  public Plan plan(String id, Definitions definitions, Instant from, Instant until) {
    return new Planning(writer.insert(), definitions, id, throttle, writer.clock())
        .freeze(from, until);
  }

  /** Whether a batch was planned. */
  public boolean isPlanned(String id) {
    return PlannedBatch.find(id, at).isPresent();
  }

  /** How a batch ended; empty where it has not, or was not planned. */
  public Optional<Ended> ended(String id) {
    return PlannedBatch.find(id, at).flatMap(batch -> Optional.ofNullable(batch.ended()));
  }

  /** Whether all of a batch is done, or it was stopped. */
  public boolean isOver(String id) {
    return ended(id).isPresent();
  }

  /**
   * Runs a planned batch to its end, or goes on with one that was begun; does nothing with one that
   * is over.
   *
   * @param watch is told after each part how many runs are done, and may stop it before the next
   * @throws IllegalArgumentException where none of that id was planned
   */
  public Ended run(String id, Watch watch) {
    PlannedBatch batch =
        PlannedBatch.find(id, at)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no batch " + id + " was planned: eval run plans one and says its id"));
    Ended before = batch.ended();
    return before == null ? end(batch, parts(batch, watch)) : before;
  }

  private Ended end(PlannedBatch batch, Ended ended) {
    writer.insert().add("eval_batches", batch.id() + ":ended", List.of(row(batch, ended)));
    return ended;
  }

  private Ended parts(PlannedBatch batch, Watch watch) {
    Definitions definitions = Definitions.ofJson(batch.definitions(), custom);
    try (Scoring scoring = new Scoring(definitions, throttle.atOnce())) {
      return parts(batch, definitions, scoring, watch);
    }
  }

  private Ended parts(PlannedBatch batch, Definitions definitions, Scoring scoring, Watch watch) {
    int part = batch.part() == 0 ? throttle.runs(batch.runs(), 0) : batch.part();
    Set<String> done = patiently(() -> DoneParts.of(batch.id(), at));
    for (long first = 0; first < batch.runs(); first += part) {
      // a part of another size would be another part
      String token = batch.id() + ":" + first + "+" + part;
      if (!done.contains(token)) {
        Optional<String> why =
            patiently(() -> JudgeSpending.usedUp(batch.id(), definitions, at).or(watch::stop));
        if (why.isPresent()) {
          return new Ended.Stopped(first, why.get());
        }
        part(new SelectedRuns(batch.id(), first, part), scoring, token);
      }
      watch.progress(Math.min(first + part, batch.runs()));
    }
    return new Ended.Finished(batch.runs());
  }

  private <T> T patiently(Supplier<T> answer) {
    return writer.insert().patience().until(answer);
  }

  private void part(SelectedRuns selected, Scoring scoring, String token) {
    long began = System.nanoTime();
    Slice slice = patiently(() -> selected.at(at));
    Set<String> known = patiently(() -> new KnownScores(slice).at(at));
    List<RecordedRun> runs = patiently(() -> new RunReader(at).read(slice));
    writer.write(scoring.of(runs, known), token, selected.batch());
    sleep(throttle.least(selected.count()).toNanos() - (System.nanoTime() - began));
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted between two parts: eval resume goes on", e);
    }
  }

  private ObjectNode row(PlannedBatch batch, Ended ended) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("Batch", batch.id());
    row.put("Kind", ended instanceof Ended.Stopped ? "stopped" : "finished");
    row.put("Reason", ended instanceof Ended.Stopped stopped ? stopped.why() : "");
    row.put("RunsFrom", Times.text(batch.from()));
    row.put("RunsUntil", Times.text(batch.until()));
    row.put("Runs", ended.runs());
    row.put("At", Times.text(writer.clock().instant()));
    return row;
  }
}
