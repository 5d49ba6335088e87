/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The ledger as the admin endpoint shows it. Sums are nano-USD. */
final class LedgerJson {

  private LedgerJson() {}

  static ObjectNode of(BillingLedger ledger) {
    ObjectNode json =
        Protocol.JSON
            .createObjectNode()
            .put("billed_nano_usd", ledger.nanoUsd(call -> true))
            .put("accountable_nano_usd", ledger.accountableNanoUsd())
            .put("requests", ledger.calls().size());
    ArrayNode calls = json.putArray("calls");
    ledger.calls().forEach(call -> calls.add(of(call)));
    return json;
  }

  private static ObjectNode of(BilledCall call) {
    return Protocol.JSON
        .createObjectNode()
        .put("number", call.number())
        .put("at", call.at().toString())
        .put("endpoint", call.endpoint())
        .put("tag", call.tag())
        .put("model_asked", call.modelAsked())
        .put("model_served", call.modelServed())
        .put("stream", call.stream())
        .put("status", call.status())
        .put("outcome", call.outcome().name())
        .put("input_tokens", call.use().input())
        .put("cached_tokens", call.use().cached())
        .put("written_tokens", call.use().written())
        .put("output_tokens", call.use().output())
        .put("reasoning_tokens", call.use().reasoning())
        .put("nano_usd", call.nanoUsd())
        .put("usage_reported", call.usageReported())
        .put("price_listed", call.priceListed())
        .put("body_sha256", call.bodySha256())
        .put("body_bytes", call.bodyBytes())
        .put("traceparent", call.traceparent())
        .put("tracestate", call.tracestate());
  }
}
