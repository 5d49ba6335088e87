/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.read.Rows;
import java.sql.Connection;
import java.util.List;
import java.util.Map;

/**
 * Reads recorded runs. A slice is held in memory as a whole: some hundred runs at a time keep that
 * flat.
 *
 * @param at the log; the user may read runs, calls, messages and what became of approvals
 */
public record RunReader(ClickHouse at) {

  /**
   * The runs of a slice, oldest first; those that are not in the log any more are left out.
   *
   * @throws dev.aiops.clickhouse.read.ReadException where the log cannot be read
   */
  public List<RecordedRun> read(Slice slice) {
    return Rows.with(at, connection -> read(slice, connection));
  }

  private static List<RecordedRun> read(Slice slice, Connection connection) {
    Contents contents = Contents.of(slice, connection);
    Tags tags = Tags.of(slice, connection);
    Map<String, List<ModelCall>> models =
        OfRun.group(new ModelCalls(slice).at(connection, contents));
    Map<String, List<ToolCall>> tools = OfRun.group(new ToolCalls(slice).at(connection, contents));
    return new RunHeads(slice)
        .at(connection).stream()
            .map(
                head ->
                    run(
                        head,
                        tags.of(head.id()),
                        models.getOrDefault(head.id(), List.of()),
                        tools.getOrDefault(head.id(), List.of())))
            .toList();
  }

  private static RecordedRun run(
      RunHead head, Map<String, String> tags, List<ModelCall> models, List<ToolCall> tools) {
    return new RecordedRun(
        head.id(),
        head.traceId(),
        head.origin(),
        head.models(),
        tags,
        head.ending(),
        head.startedAt(),
        head.endedAt(),
        usage(head, models),
        head.input(),
        head.output(),
        models,
        tools);
  }

  private static Usage usage(RunHead head, List<ModelCall> calls) {
    return head.hasSpans()
        ? calls.stream().map(ModelCall::usage).reduce(Usage.NONE, Usage::plus)
        : Usage.UNKNOWN;
  }
}
