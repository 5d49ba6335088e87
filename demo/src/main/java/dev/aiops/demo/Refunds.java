/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The sample app's refunds that wait, as an operator sees them.
 *
 * @param operator who has a role that may decide
 */
record Refunds(ControlApi operator) {

  private static final String APPROVALS = "/v1/approvals";

  /** All that wait, oldest first. */
  List<JsonNode> pending() throws IOException, InterruptedException {
    List<JsonNode> pending = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = operator.get(APPROVALS + "?state=PENDING&service=support-desk" + cursor);
      page.path("approvals").forEach(pending::add);
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());
    return pending;
  }

  /** A decision on a request as it was seen. */
  void decide(JsonNode seen, boolean approve, String reason)
      throws IOException, InterruptedException {
    ObjectNode decision =
        JsonNodeFactory.instance
            .objectNode()
            .put("request_id", UUID.randomUUID().toString())
            .put("approve", approve)
            .put("reason", reason)
            .put("expected_version", seen.path("version").asLong())
            .putNull("arguments");
    operator.post(APPROVALS + "/" + seen.path("id").asText() + "/decide", decision);
  }

  HeldRefund read(String id) throws IOException, InterruptedException {
    return HeldRefund.of(
        operator.get(APPROVALS + "/" + id).path("approval"),
        operator.get(APPROVALS + "/" + id + "/history"));
  }
}
