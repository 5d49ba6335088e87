/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.grafana.query.Answer;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.Look;
import dev.aiops.grafana.query.PanelQuery;
import dev.aiops.grafana.source.Section;
import dev.aiops.grafana.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a panel may read at most, by EXPLAIN ESTIMATE, of ten days of equal density: the days that
 * its source names ({@code -- days: 2} is the time range of a day and a day before it, or a day
 * that is read twice). A lost time filter shows as ten days.
 */
@ExtendWith(ClickHouseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowBudgetTest {

  private static final int DAYS = 10;
  private static final int PER_DAY = 20_000;

  /**
   * A part is read in granules of 8,192 rows, at both ends of a range and in each of the parts of a
   * query.
   */
  private static final int ROUNDING = 4 * 8_192;

  /**
   * Tables without a time by which less of them could be read, and how often they are at most: what
   * is decided stays in force, and what people say of a run counts whenever they say it.
   */
  private static final Map<String, Integer> READINGS = Map.of("control_log", 4, "eval_labels", 1);

  private static final List<String> LOG =
      List.of(
          "otel_traces",
          "otel_logs",
          "run_events",
          "message_content",
          "eval_scores",
          "eval_comparisons");

  private final Instant now = Instant.now();
  private final TestDatabase database;
  private final Map<String, Integer> days = new HashMap<>();

  RowBudgetTest(TestDatabase database) {
    this.database = database;
  }

  /** Ten days of each table that grows, at equal density: columns, and what is in them. */
  private static final Map<String, String> DRAWN =
      Map.of(
          "otel_traces (Timestamp, TraceId, SpanId, ServiceName, SpanAttributes, Duration, ScopeName, BatchId)",
          """
          concat('t', toString(intDiv(number, 10))), toString(number), concat('s', toString(number % 7)),
          map('gen_ai.operation.name', if(number % 10 = 0, 'invoke_agent', 'chat'), 'aiops.run.id', concat('run-', toString(intDiv(number, 10))),
            'gen_ai.agent.name', concat('a', toString(number % 5)), 'gen_ai.request.model', 'gpt-5.1', 'aiops.cost.usd', '0.001'),
          1000000, 'dev.aiops', toString(generateUUIDv7())""",
          "run_events (EventTime, RunId, Kind, Status, ServiceName, AgentName, Input)",
          """
          concat('run-', toString(intDiv(number, 3))), ['ended', 'heartbeat', 'started'][1 + number % 3], ['ok', 'running', 'running'][1 + number % 3],
          concat('s', toString(number % 7)), concat('a', toString(number % 5)), 'what?'""",
          "otel_logs (Timestamp, ServiceName, EventName, LogAttributes)",
          """
          concat('s', toString(number % 7)), ['aiops.telemetry.dropped', 'aiops.process.started', ''][1 + number % 3], map('aiops.dropped.rows', '1')""",
          "message_content (Timestamp, TraceId, SpanId, RunId, Part, Content)",
          """
          concat('t', toString(intDiv(number, 10))), toString(number), concat('run-', toString(intDiv(number, 10))), 'input.messages', '[]'""");

  /** The same of what evaluators and people say of runs. */
  private static final Map<String, String> EVALUATED =
      Map.of(
          "eval_scores (RunStartedAt, ScoreId, TargetKind, TargetId, RunId, Evaluator, EvaluatorVersion, Source, Status, Score, Passed, SamplingWeight, ScoredAt)",
          """
          toString(number), 'run', concat('run-', toString(number)) AS run, run, 'solved', 'v1', 'code', 'scored', 1, 1, 1, at""",
          "eval_comparisons (At, Evaluator, EvaluatorVersion, Reference, Candidate, Verdict)",
          """
          concat('e', toString(number % 3)), 'v1', 'last week', toString(number), ['PASS', 'REGRESSION'][1 + number % 2]""",
          "eval_labels (At, RunId, TargetKind, TargetId, Evaluator, Label, `By`)",
          """
          concat('run-', toString(number)) AS run, 'run', run, 'solved', ['pass', 'fail'][1 + number % 2], 'ana'""");

  @BeforeAll
  void seed() throws IOException {
    DRAWN.forEach((table, values) -> draw(database.ingest(), table, values));
    database.execute(
        """
        INSERT INTO control_log (seq, at, kind, entity, state_after, body)
        SELECT 1 + number, now64(3) - toIntervalMillisecond((%1$d - number) * %2$d), 'approval_requested', toString(number), 'PENDING', '{}'
        FROM numbers(%1$d)"""
            .formatted(DAYS * PER_DAY, 86_400_000 / PER_DAY));
    EVALUATED.forEach((table, values) -> draw(database.eval(), table, values));
    readDays();
  }

  private static void draw(ClickHouse user, String table, String values) {
    user.execute(
        "INSERT INTO %s SELECT now64(9) - toIntervalMillisecond(number * %d) AS at, %s FROM numbers(%d)"
            .formatted(table, 86_400_000 / PER_DAY, values, DAYS * PER_DAY));
  }

  private void readDays() throws IOException {
    for (Dashboard board : Dashboard.all()) {
      for (Section section :
          SourceFile.read(Path.of("boards", board.file().replace(".json", ".sql")))) {
        section
            .find("days")
            .ifPresent(n -> days.put(board.uid() + " / " + section.title(), Integer.parseInt(n)));
      }
    }
  }

  @Test
  void panels_readNoMoreDaysThanTheySay() {
    List<String> over = Collections.synchronizedList(new ArrayList<>());
    Look look =
        Look.at(now, Duration.ofDays(1))
            .with("run", "run-100")
            .with("service", "s1")
            .with("agent", "a1");
    for (Dashboard board : Dashboard.all()) {
      board.queries().parallelStream()
          .filter(query -> !query.type().equals("variable"))
          .forEach(query -> check(query, look, over));
    }
    assertThat(over).isEmpty();
  }

  private void check(PanelQuery query, Look look, List<String> over) {
    Answer estimate = Answer.of(database.read(), "EXPLAIN ESTIMATE " + look.sql(query));
    long rows = rows(estimate, LOG);
    int allowed = days.getOrDefault(query.place(), query.type().equals("annotation") ? 8 : 0);
    // two days may be one that is read twice, each time with ends of its own
    int ends = allowed == 2 ? 2 : 1;
    long budget = allowed == 0 ? 0 : (long) allowed * PER_DAY + (long) ends * ROUNDING;
    if (rows > budget) {
      over.add(query.place() + " reads " + rows + " rows, more than " + budget);
    }
    READINGS.forEach(
        (table, readings) -> {
          long whole = rows(estimate, List.of(table));
          if (whole > (long) readings * DAYS * PER_DAY) {
            over.add(query.place() + " reads " + whole + " rows of " + table);
          }
        });
  }

  /** Of the table of which it reads most. */
  private static long rows(Answer estimate, List<String> tables) {
    long rows = 0;
    for (int row = 0; row < estimate.rows().size(); row++) {
      boolean counts = tables.contains(estimate.text(row, "table"));
      rows = Math.max(rows, counts ? Long.parseLong(estimate.text(row, "rows")) : 0);
    }
    return rows;
  }
}
