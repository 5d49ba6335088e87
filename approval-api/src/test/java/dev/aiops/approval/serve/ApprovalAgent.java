/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.approvals.Action;
import dev.aiops.approval.approvals.Arguments;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Bodies of requests of the support agent, and their hashes. */
final class ApprovalAgent {

  private ApprovalAgent() {}

  static String unique() {
    return UUID.randomUUID().toString();
  }

  static Action action(String tool, @Nullable String requester, String arguments) throws Exception {
    return new Action(
        "support-chat",
        "production",
        "",
        "helper",
        tool,
        "",
        requester,
        Arguments.of(Contract.JSON.readTree(arguments)),
        null);
  }

  /** A request, with the right hash. */
  static String request(String tool, @Nullable String requester, String run, String arguments)
      throws Exception {
    Action action = action(tool, requester, arguments);
    ObjectNode body = Contract.JSON.createObjectNode();
    body.put("request_id", unique());
    body.putObject("caller")
        .put("service", action.service())
        .put("environment", action.environment())
        .put("team", "");
    body.put("agent", "helper").put("run_id", run).put("span_id", "").put("requester", requester);
    body.put("tool", tool).put("definition", "");
    body.set("arguments", Contract.JSON.readTree(arguments));
    body.put("action_hash", action.hash()).putNull("run_input");
    return body.toString();
  }

  static String consume(String hash, String process) {
    ObjectNode body = Contract.JSON.createObjectNode();
    body.put("request_id", unique()).put("action_hash", hash);
    body.putObject("process").put("host", "node-7/boot-1").put("id", process);
    return body.toString();
  }

  static String consume(JsonNode approval) {
    return consume(approval.path("proposed_hash").asText(), unique());
  }

  static String outcome(String execution, String status) {
    ObjectNode body = Contract.JSON.createObjectNode();
    body.put("request_id", unique()).put("execution", execution).put("status", status);
    return body.put("error_type", "").put("millis", 12).toString();
  }

  static String decide(boolean approve, long version, String reason) {
    ObjectNode body = Contract.JSON.createObjectNode();
    body.put("request_id", unique()).put("approve", approve).put("reason", reason);
    return body.put("expected_version", version).putNull("arguments").toString();
  }

  static String order(String reason) {
    return "{\"request_id\": \"" + unique() + "\", \"reason\": \"" + reason + "\"}";
  }
}
