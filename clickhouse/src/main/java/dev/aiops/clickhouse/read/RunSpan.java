/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.read;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span of a run.
 *
 * @param id span id
 * @param parentId parent span id; empty on the root of a trace
 * @param name span name
 * @param service service.name
 * @param operation gen_ai.operation.name; empty on spans of other kinds
 * @param startedAt when it began
 * @param duration how long it took
 * @param failed whether its status is an error
 * @param outcome ok, error, cancelled, abandoned, cut or refused; empty on spans of other kinds
 * @param error type and message; empty without one
 * @param inputTokens input tokens; null where unknown
 * @param outputTokens output tokens; null where unknown
 * @param cacheReadTokens of the input tokens, those from a cache; null where unknown
 * @param costUsd cost; null where it has none
 * @param costStatus priced, estimated, unpriced, unbilled or unresolved; empty where it is no model
 *     call
 * @param fallback model and error this call stands in for; empty where it does not
 * @param attempts HTTP attempts of a model call
 */
public record RunSpan(
    String id,
    String parentId,
    String name,
    String service,
    String operation,
    Instant startedAt,
    Duration duration,
    boolean failed,
    String outcome,
    String error,
    @Nullable Long inputTokens,
    @Nullable Long outputTokens,
    @Nullable Long cacheReadTokens,
    @Nullable BigDecimal costUsd,
    String costStatus,
    String fallback,
    List<Attempt> attempts) {

  /**
   * One HTTP attempt; each value as recorded, empty where unknown.
   *
   * @param number 1 for the first
   * @param status HTTP status
   * @param error error type
   * @param waitMs milliseconds waited before it
   * @param durationMs milliseconds until its answer's head or error
   */
  public record Attempt(
      String number, String status, String error, String waitMs, String durationMs) {}
}
