/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.label;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as it began and ended. An empty text is not known.
 *
 * @param status running, waiting_approval, ok, error, cancelled or lost
 * @param endedAt null where it has not ended, or nobody said so
 * @param models those that were asked for
 * @param error what it failed with
 * @param input what it was asked; null where that is not recorded, or not any more, as the next one
 * @param output what it answered
 */
public record RunHead(
    String status,
    Instant startedAt,
    @Nullable Instant endedAt,
    String service,
    String environment,
    String team,
    String agent,
    String agentVersion,
    List<String> models,
    String error,
    @Nullable String input,
    @Nullable String output) {

  public RunHead {
    models = List.copyOf(models);
  }
}
