/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.follow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.eval.definition.Hash;
import dev.aiops.eval.score.Evaluation;
import dev.aiops.eval.score.KnownScores;
import dev.aiops.eval.score.Score;
import dev.aiops.eval.score.ScoreWriter;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.RunReader;
import dev.aiops.eval.trace.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Evaluates runs that have ended and been quiet. What was done stands in ClickHouse alone: first
 * the scores, whose ids are the same whenever they are made, then that the run was evaluated. So a
 * process that dies in between leaves nothing that the next one would score twice or miss.
 *
 * @param at the log
 * @param evaluation by which definitions
 * @param writer of scores
 * @param pace how soon and how much
 */
public record PostRun(ClickHouse at, Evaluation evaluation, ScoreWriter writer, Pace pace) {

  private static final String PASSES = "eval_passes";

  /** Of a run that takes longer only the last day is seen. */
  private static final Duration LONGEST_RUN = Duration.ofDays(1);

  /**
   * Evaluates all that are due; returns how many were found due. Some may stay so, as runs whose
   * end was never recorded.
   *
   * @throws RuntimeException where ClickHouse is away or refuses; it can be called again at any
   *     time
   */
  public int evaluateDue() {
    Instant since = new Watermark(pace.overlap()).at(at);
    int found = 0;
    List<QuietRun> due = due(since, QuietRun.NONE);
    while (!due.isEmpty()) {
      evaluate(due);
      found += due.size();
      due = due(since, due.get(due.size() - 1));
    }
    return found;
  }

  private List<QuietRun> due(Instant since, QuietRun after) {
    return new QuietRuns(since, pace.quiet(), after, pace.most()).at(at);
  }

  private void evaluate(List<QuietRun> due) {
    Slice slice = slice(due);
    Set<String> known = new KnownScores(slice).at(at);
    Map<String, RecordedRun> runs =
        new RunReader(at)
            .read(slice).stream()
                .filter(run -> run.ending().isOver())
                .collect(Collectors.toMap(RecordedRun::id, Function.identity()));
    List<Score> scores = new ArrayList<>();
    List<ObjectNode> passes = new ArrayList<>();
    Instant now = writer.clock().instant();
    for (QuietRun quiet : due) {
      RecordedRun run = runs.get(quiet.id());
      if (run != null) {
        List<Score> made = evaluation.of(run, quiet.revision(), known);
        scores.addAll(made);
        passes.add(PassRow.of(quiet, run, made.size(), now));
      }
    }
    write(scores, passes);
  }

  private void write(List<Score> scores, List<ObjectNode> passes) {
    writer.write(
        scores,
        token("scores", scores.stream().map(score -> score.id() + score.status()).toList()),
        "");
    List<String> rows = passes.stream().map(ObjectNode::toString).toList();
    writer.insert().add(PASSES, token("passes", rows), passes);
  }

  /** Of these rows and no others. */
  private static String token(String what, Collection<String> rows) {
    return what + ":" + Hash.hex(String.join("\n", rows));
  }

  private static Slice slice(List<QuietRun> due) {
    Instant first = due.stream().map(QuietRun::firstSeen).min(Instant::compareTo).orElseThrow();
    Instant last = due.stream().map(QuietRun::lastSeen).max(Instant::compareTo).orElseThrow();
    return new Slice(due.stream().map(QuietRun::id).toList(), first.minus(LONGEST_RUN), last);
  }
}
