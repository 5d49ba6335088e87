/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.demo.provider.BilledCall;
import dev.aiops.demo.provider.BilledCall.Outcome;
import dev.aiops.demo.provider.BillingLedger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the provider's book. */
final class Ledger {

  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private static final Pattern RUN = Pattern.compile("(?:^|,)aiops=([^,]+)");

  private Ledger() {}

  /** The requests by logical call, in order: a retry sends the same body again. */
  static Collection<List<BilledCall>> logicalCalls(BillingLedger ledger) {
    return ledger.calls().stream()
        .collect(
            Collectors.groupingBy(
                BilledCall::bodySha256, LinkedHashMap::new, Collectors.toUnmodifiableList()))
        .values();
  }

  /** Whether the provider answered none of the attempts of a call. */
  static boolean failed(List<BilledCall> attempts) {
    return attempts.stream().allMatch(call -> call.outcome() == Outcome.REFUSED);
  }

  static String traceId(BilledCall call) {
    return traceparent(call).group(1);
  }

  /** The HTTP client's span. */
  static String spanId(BilledCall call) {
    return traceparent(call).group(2);
  }

  static boolean sampled(BilledCall call) {
    return (Integer.parseInt(traceparent(call).group(3), 16) & 1) == 1;
  }

  /** The run the provider was told of; empty where it was told none. */
  static String runId(BilledCall call) {
    Matcher run = RUN.matcher(Objects.requireNonNullElse(call.tracestate(), ""));
    return run.find() ? run.group(1) : "";
  }

  private static Matcher traceparent(BilledCall call) {
    Matcher header = TRACEPARENT.matcher(Objects.requireNonNullElse(call.traceparent(), ""));
    if (!header.matches()) throw new AssertionError("no traceparent on " + call);
    return header;
  }

  /** Model calls by the HTTP spans below them: how a request is found in the log. */
  static Map<String, Row> callsByHttpSpan(Log log) {
    return log
        .rows(
            "SELECT call.*, http.SpanId AS HttpSpanId FROM llm_calls AS call"
                + " JOIN otel_traces AS http"
                + " ON http.TraceId = call.TraceId AND http.ParentSpanId = call.SpanId"
                + " WHERE http.SpanKind = 'Client' AND http.IsModelCall = 0")
        .stream()
        .collect(Collectors.toMap(row -> row.text("HttpSpanId"), row -> row));
  }
}
