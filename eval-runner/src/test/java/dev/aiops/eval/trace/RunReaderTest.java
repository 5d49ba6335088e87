/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.clickhouse.junit.ClickHouseExtension;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ClickHouseExtension.class)
class RunReaderTest {

  private static final Instant DAY = Instant.parse("2026-11-20T10:00:00Z");

  private final TestDatabase database;

  RunReaderTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeAll
  static void seed(TestDatabase database) {
    Seeded.runs(database, 0, 12);
    span(
        database,
        "bare",
        "b-0",
        "'gen_ai.operation.name', 'invoke_agent', 'aiops.run.root', 'true'");
    span(
        database,
        "bare",
        "b-1",
        "'gen_ai.operation.name', 'chat', 'gen_ai.request.model', 'm', 'aiops.cost.status', 'unpriced'");
    span(
        database,
        "bare",
        "b-2",
        "'gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 'refund', 'aiops.approval.id', 'apr-1'");
    span(
        database,
        "bare",
        "b-3",
        "'gen_ai.operation.name', 'execute_tool', 'gen_ai.tool.name', 'refund', 'aiops.approval.id', 'apr-2', 'aiops.call.outcome', 'refused'");
    span(
        database,
        "it''s ? \\\\ %",
        "q-0",
        "'gen_ai.operation.name', 'invoke_agent', 'aiops.run.root', 'true'");
    database
        .control()
        .execute(
            "INSERT INTO control_log (seq, kind, entity, state_after) VALUES (1, 'approval_requested', 'apr-1', 'PENDING'), (2, 'approval_consumed', 'apr-1', 'CONSUMED'), (3, 'approval_requested', 'apr-2', 'PENDING')");
  }

  private static void span(TestDatabase database, String run, String span, String attributes) {
    database
        .ingest()
        .execute(
            "INSERT INTO otel_traces (Timestamp, TraceId, SpanId, ServiceName, ScopeName, SpanAttributes, Duration) VALUES ('2026-11-20 10:00:00', 'trace-x', '"
                + span
                + "', 'shop', 'dev.aiops', map('aiops.run.id', '"
                + run
                + "', "
                + attributes
                + "), 1000000)",
            Map.of("async_insert", "0"));
  }

  @Test
  void run_isReadWithItsCallsAndWhatWasSaid() {
    RecordedRun run = read("run-3");
    assertThat(run.origin().agent()).isEqualTo("support");
    assertThat(run.ending()).isEqualTo(Ending.OK);
    assertThat(run.duration()).isEqualTo(Duration.ofMillis(500));
    assertThat(run.input()).isEqualTo(Content.whole("Where is order 3?"));
    assertThat(run.output()).isEqualTo(Content.whole("Order 3 arrives today."));
    assertThat(run.tags()).containsEntry("prompt.version", "1");
    assertThat(run.models()).containsExactly("gpt-4o-mini");
    assertThat(run.usage().costUsd()).isEqualByComparingTo("0.001");
    assertThat(run.usage().tokens()).isEqualTo(1_000);
    assertThat(run.modelCalls())
        .singleElement()
        .satisfies(
            call ->
                assertThat(call.output()).isEqualTo(Content.whole("[{\"text\":\"call lookup\"}]")))
        .satisfies(call -> assertThat(call.input()).isNull());
    assertThat(run.toolCalls())
        .singleElement()
        .satisfies(call -> assertThat(call.name()).isEqualTo("lookup"))
        .satisfies(call -> assertThat(call.arguments()).isEqualTo(Content.whole("{\"order\":3}")))
        .satisfies(call -> assertThat(call.result()).isNull());
  }

  @Test
  void failedRun_hasNoOutput() {
    RecordedRun run = read("run-9");
    assertThat(run.ending().outcome()).isEqualTo("error");
    assertThat(run.output()).isNull();
  }

  @Test
  void notRecorded_isUnknown_neverEmptyOrZero() {
    RecordedRun run = read("bare");
    assertThat(run.input()).isNull();
    assertThat(run.output()).isNull();
    assertThat(run.usage()).isEqualTo(Usage.UNKNOWN);
    assertThat(run.toolCalls()).allMatch(call -> call.arguments() == null);
  }

  @Test
  void approval_isConsumedWhereTheControlLogSaysSo() {
    assertThat(read("bare").toolCalls())
        .extracting(call -> Objects.requireNonNull(call.approval()).isConsumed())
        .containsExactly(true, false);
    assertThat(read("bare").toolCalls()).extracting(ToolCall::ran).containsExactly(true, false);
  }

  /** Ids of other senders are whatever they send. */
  @Test
  void idWithQuotesAndSigns_isReadAsItIs() {
    assertThat(read("it's ? \\ %").id()).isEqualTo("it's ? \\ %");
  }

  @Test
  void slice_isReadInOrder_andWithoutOthers() {
    List<RecordedRun> runs =
        reader().read(new Slice(List.of("run-5", "run-1", "gone"), DAY, DAY.plusSeconds(20)));
    assertThat(runs).extracting(RecordedRun::id).containsExactly("run-1", "run-5");
  }

  @Test
  void runsBetween_areThoseThatBeganThen() {
    List<String> found = new ArrayList<>();
    new RunsBetween(DAY.plusSeconds(2), DAY.plusSeconds(5))
        .at(database.eval(), run -> found.add(run.run().id()));
    assertThat(found).containsExactly("run-2", "run-3", "run-4");
  }

  private RecordedRun read(String id) {
    return reader().read(new Slice(List.of(id), DAY, DAY.plusSeconds(20))).get(0);
  }

  private RunReader reader() {
    return new RunReader(database.eval());
  }
}
