/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a recorded call says it was charged.
 *
 * @param httpSpan by which the provider knows it
 * @param day of the budget's money
 */
record Charge(String httpSpan, String day, long nanoUsd) {

  /** All of a budget, by HTTP span. Each was charged on one lease. */
  static Map<String, Charge> of(Log log, String budget) {
    return log
        .rows(
            """
            SELECT http.SpanId AS span, splitByChar(':', call.lease)[2] AS day, call.charged AS charged
            FROM (
              SELECT TraceId, SpanId,
                arrayJoin(JSONExtract(SpanAttributes['aiops.budget.leases'], 'Array(String)')) AS lease,
                SpanAttributes['aiops.budget.charged'] AS charged
              FROM otel_traces WHERE IsModelCall = 1
            ) AS call
            JOIN otel_traces AS http ON http.TraceId = call.TraceId AND http.ParentSpanId = call.SpanId
            WHERE http.SpanKind = 'Client' AND http.IsModelCall = 0 AND startsWith(call.lease, '%s:')
            """
                .formatted(budget))
        .stream()
        .map(Charge::read)
        .collect(Collectors.toMap(Charge::httpSpan, Function.identity()));
  }

  private static Charge read(Row row) {
    BigDecimal usd = new BigDecimal(row.text("charged"));
    return new Charge(row.text("span"), row.text("day"), usd.movePointRight(9).longValueExact());
  }
}
