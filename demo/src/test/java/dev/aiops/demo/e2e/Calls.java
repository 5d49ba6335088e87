/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.demo.provider.BilledCall;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The model calls of a log, read once, with their attempts and runs. */
final class Calls {

  private final Map<String, List<Row>> byTrace;
  private final Map<String, List<Row>> attempts;
  private final Map<String, Row> runs;

  Calls(Log log) {
    byTrace =
        log.rows("SELECT * FROM llm_calls ORDER BY Timestamp").stream()
            .collect(Collectors.groupingBy(call -> call.text("TraceId")));
    attempts =
        log.attempts().stream().collect(Collectors.groupingBy(attempt -> attempt.text("SpanId")));
    runs =
        log.runs().stream()
            .collect(Collectors.toMap(run -> run.text("RunId"), Function.identity()));
  }

  /** All calls of a trace, oldest first. */
  List<Row> of(String traceId) {
    return byTrace.getOrDefault(traceId, List.of());
  }

  /** The one call that took {@code requests}. */
  Row of(List<BilledCall> requests) {
    List<String> traces = requests.stream().map(Ledger::traceId).distinct().toList();
    assertThat(traces).as("traces of " + requests).hasSize(1);
    List<Row> calls = of(traces.get(0));
    assertThat(calls).as("calls of " + requests).hasSize(1);
    return calls.get(0);
  }

  /** A call's HTTP attempts, first to last. */
  List<Row> attempts(Row call) {
    return attempts.getOrDefault(call.text("SpanId"), List.of());
  }

  Row run(Row call) {
    return runs.get(call.text("RunId"));
  }
}
