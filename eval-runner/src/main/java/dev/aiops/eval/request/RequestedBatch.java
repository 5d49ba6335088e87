/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A batch as the control plane answers it.
 *
 * @param id its id here, too
 * @param state as {@code REQUESTED}; what other states mean is for people
 * @param definitions names of those that evaluate
 * @param from runs that began at this moment or later
 * @param until and before this one
 * @param budgetUsd what its judges may cost together; null without a limit
 * @param perMinute most runs a minute; null without a limit
 */
record RequestedBatch(
    String id,
    String state,
    List<String> definitions,
    Instant from,
    Instant until,
    @Nullable BigDecimal budgetUsd,
    @Nullable Long perMinute) {

  private static final int NANO = 9;

  RequestedBatch {
    definitions = List.copyOf(definitions);
  }

  static RequestedBatch of(JsonNode json) {
    JsonNode budget = json.path("budget_nanos");
    JsonNode rate = json.path("per_minute");
    return new RequestedBatch(
        json.path("id").asText(),
        json.path("state").asText(),
        StreamSupport.stream(json.path("definitions").spliterator(), false)
            .map(JsonNode::asText)
            .toList(),
        Instant.parse(json.path("from").asText()),
        Instant.parse(json.path("until").asText()),
        budget.isTextual() ? new BigDecimal(budget.asText()).movePointLeft(NANO) : null,
        rate.isIntegralNumber() ? Long.valueOf(rate.longValue()) : null);
  }

  boolean isToCount() {
    return state.equals("REQUESTED");
  }

  boolean isBegun() {
    return state.equals("RUNNING") || isCancelled();
  }

  boolean isCancelled() {
    return state.equals("CANCELLING");
  }
}
