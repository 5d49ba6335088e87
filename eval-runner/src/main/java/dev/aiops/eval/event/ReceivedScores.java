/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.definition.Hash;
import dev.aiops.eval.score.RunColumns;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.RecordedRun;
import dev.aiops.eval.trace.RunReader;
import dev.aiops.eval.trace.Slice;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Takes in scores that others sent as events {@code gen_ai.evaluation.result}, minute by minute as
 * they came, each once: the token of the insert is the minute.
 *
 * @param insert into the log
 * @param clock for which minutes are over
 */
public record ReceivedScores(TokenInsert insert, Clock clock) {

  static final String TOKEN = "received:";

  /** A run is scored within so long of its beginning: its spans are kept no longer, by default. */
  private static final Duration LATEST = Duration.ofDays(30);

  /** Takes in all that is due; returns how many scores that were. */
  public int takeIn() {
    return DueMinutes.at(clock.instant(), insert.at()).stream().mapToInt(this::takeIn).sum();
  }

  private int takeIn(Instant minute) {
    List<ResultEvent> events = ResultEvent.during(minute, insert.at());
    Map<String, String> runs = runsOf(events);
    Map<String, RecordedRun> recorded = recorded(runs.values(), events);
    List<ObjectNode> rows = new ArrayList<>();
    for (ResultEvent event : events) {
      String run = event.runId().isEmpty() ? runs.get(event.traceId()) : event.runId();
      rows.add(row(event, run == null ? null : recorded.get(run), minute));
    }
    insert.add("eval_scores", TOKEN + minute.getEpochSecond(), rows);
    return rows.size();
  }

  private Map<String, String> runsOf(List<ResultEvent> events) {
    Map<String, String> runs =
        RunOfTrace.of(
            events.stream()
                .filter(event -> event.runId().isEmpty() && !event.traceId().isEmpty())
                .map(ResultEvent::traceId)
                .collect(Collectors.toCollection(TreeSet::new)),
            insert.at());
    events.stream()
        .filter(event -> !event.runId().isEmpty())
        .forEach(event -> runs.put(event.traceId() + event.runId(), event.runId()));
    return runs;
  }

  private Map<String, RecordedRun> recorded(Iterable<String> runs, List<ResultEvent> events) {
    TreeSet<String> ids = new TreeSet<>();
    runs.forEach(ids::add);
    if (ids.isEmpty()) {
      return Map.of();
    }
    Instant first = events.get(0).at();
    Instant last = events.get(events.size() - 1).at();
    Slice slice = new Slice(List.copyOf(ids), first.minus(LATEST), last);
    return new RunReader(insert.at())
        .read(slice).stream().collect(Collectors.toMap(RecordedRun::id, Function.identity()));
  }

  private static ObjectNode row(ResultEvent event, @Nullable RecordedRun run, Instant minute) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("ScoreId", id(event));
    if (run == null) {
      row.put("RunId", event.runId());
      row.put("RunStartedAt", Times.text(event.at()));
    } else {
      RunColumns.put(row, run);
    }
    row.put("TraceId", event.traceId());
    ScoredTarget target = ScoredTarget.of(event, run);
    row.put("TargetKind", target.kind());
    row.put("TargetId", target.id());
    row.put("Evaluator", event.evaluator());
    row.put("EvaluatorVersion", event.by());
    row.put("Source", "event");
    row.put("Label", event.label());
    row.put("SamplingWeight", 1);
    row.put("JudgeCostUsd", BigDecimal.ZERO);
    row.put("ScoredAt", Times.text(minute));
    ReceivedValue.of(event).put(row);
    return row;
  }

  private static String id(ResultEvent event) {
    return Hash.hex(
        String.join(
            "\n",
            event.at().toString(),
            event.traceId(),
            event.spanId(),
            event.runId(),
            event.by(),
            event.evaluator(),
            event.value(),
            event.label()));
  }
}
