/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.trace;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of an agent, as it was recorded.
 *
 * @param id its id: a UUIDv7, else the trace of an agent in another language
 * @param traceId trace of its root span
 * @param origin whose it is
 * @param models models asked for
 * @param tags attributes of its root span, by name
 * @param ending how it ended
 * @param startedAt when it began
 * @param endedAt when it ended; null where it has not, or was lost
 * @param usage tokens and cost of all its model calls
 * @param input what it was asked; null where that was not recorded
 * @param output what it answered; null where that was not recorded
 * @param modelCalls its calls of models, in the order in which they began
 * @param toolCalls its calls of tools, likewise
 */
public record RecordedRun(
    String id,
    String traceId,
    Origin origin,
    List<String> models,
    Map<String, String> tags,
    Ending ending,
    Instant startedAt,
    @Nullable Instant endedAt,
    Usage usage,
    @Nullable Content input,
    @Nullable Content output,
    List<ModelCall> modelCalls,
    List<ToolCall> toolCalls) {

  /** Takes copies. */
  public RecordedRun {
    models = List.copyOf(models);
    tags = Map.copyOf(tags);
    modelCalls = List.copyOf(modelCalls);
    toolCalls = List.copyOf(toolCalls);
  }

  /** How long it took; null where it has no end. */
  public @Nullable Duration duration() {
    return endedAt == null ? null : Duration.between(startedAt, endedAt);
  }
}
