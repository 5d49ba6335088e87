/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.eval.definition.Definition;
import dev.aiops.eval.definition.Definitions;
import dev.aiops.eval.score.Times;
import dev.aiops.eval.score.TokenInsert;
import dev.aiops.eval.trace.RunsBetween;
import dev.aiops.eval.trace.RunsBetween.Found;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Freezes a selection: the runs first, then that there is such a batch. */
final class Planning {

  /** Rows of one insert. */
  private static final int AT_A_TIME = 20_000;

  private static final String SELECTIONS = "eval_selections";

  private final TokenInsert insert;
  private final Definitions definitions;
  private final String batch;
  private final Throttle throttle;
  private final Instant now;
  private final Map<String, Long> byDefinition = new TreeMap<>();
  private final List<ObjectNode> rows = new ArrayList<>();
  private long runs;

  Planning(
      TokenInsert insert, Definitions definitions, String batch, Throttle throttle, Clock clock) {
    this.insert = insert;
    this.definitions = definitions;
    this.batch = batch;
    this.throttle = throttle;
    now = clock.instant();
    definitions.all().forEach(definition -> byDefinition.put(definition.name(), 0L));
  }

  Plan freeze(Instant from, Instant until) {
    new RunsBetween(from, until).at(insert.at(), this::take);
    flush();
    Plan plan = new Plan(batch, from, until, runs, Map.copyOf(byDefinition), estimate());
    insert.add("eval_batches", batch + ":planned", List.of(row(plan)));
    return plan;
  }

  /** Unknown where it is of one. */
  private @Nullable BigDecimal estimate() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Definition definition : definitions.all()) {
      long selected = byDefinition.getOrDefault(definition.name(), 0L);
      Optional<BigDecimal> cost = new PastCost(definition).of(selected, insert.at());
      if (cost.isEmpty()) {
        return null;
      }
      sum = sum.add(cost.get());
    }
    return sum;
  }

  private void take(Found found) {
    List<Definition> selecting =
        definitions.all().stream()
            .filter(definition -> definition.select().maySelect(found.run()))
            .toList();
    selecting.forEach(definition -> byDefinition.merge(definition.name(), 1L, Long::sum));
    if (!selecting.isEmpty()) {
      rows.add(row(found));
      runs++;
    }
    if (rows.size() == AT_A_TIME) {
      flush();
    }
  }

  private void flush() {
    insert.add(SELECTIONS, batch + ":runs:" + runs, rows);
    rows.clear();
  }

  private long judgements() {
    return definitions.all().stream()
        .filter(definition -> definition.judge() != null)
        .mapToLong(definition -> byDefinition.getOrDefault(definition.name(), 0L))
        .sum();
  }

  private ObjectNode row(Found found) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("Batch", batch);
    row.put("Position", runs);
    row.put("RunId", found.run().id());
    row.put("RunStartedAt", Times.text(found.startedAt()));
    row.put("LastSeenAt", Times.text(found.lastSeenAt()));
    row.put("SelectedAt", Times.text(now));
    return row;
  }

  private ObjectNode row(Plan plan) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("Batch", batch);
    row.put("Kind", "planned");
    row.put("RunsFrom", Times.text(plan.from()));
    row.put("RunsUntil", Times.text(plan.until()));
    row.put("Definitions", definitions.json());
    definitions.versions().forEach(row.putObject("EvaluatorVersions")::put);
    row.put("Runs", plan.runs());
    row.put("Part", throttle.runs(plan.runs(), judgements()));
    row.put("EstimatedCostUsd", plan.estimatedCostUsd());
    row.put("At", Times.text(now));
    return row;
  }
}
