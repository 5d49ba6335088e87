/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A row of the audit as the cells of a line. */
final class AuditLine {

  static final List<String> HEAD =
      List.of(
          "seq",
          "at",
          "kind",
          "entity",
          "state_after",
          "actor",
          "decision",
          "reason",
          "roles",
          "auth",
          "address",
          "action_hash",
          "tool",
          "agent",
          "service",
          "environment",
          "requester",
          "rule",
          "run",
          "arguments",
          "error_type",
          "hash",
          "channel",
          "amount_nanos",
          "shown_version",
          "shown_arguments_sha256",
          "shown_page_sha256");

  private static final JsonMapper JSON = new JsonMapper();

  private AuditLine() {}

  static List<String> of(Audit.Row row) {
    JsonNode body = body(row);
    JsonNode vote = body.path("vote");
    JsonNode asked = body.path("asked");
    JsonNode action = asked.path("action");
    JsonNode shown = vote.path("shown");
    JsonNode by = vote.isObject() ? vote : body.path("as");
    return List.of(
        Long.toString(row.seq()),
        row.at(),
        row.kind(),
        row.entity(),
        row.stateAfter(),
        row.actor(),
        decision(row, vote),
        vote.path("reason").asText(body.path("reason").asText()),
        roles(by),
        by.path("auth").asText(),
        by.path("address").asText(),
        vote.path("hash").asText(asked.path("hash").asText()),
        action.path("tool").asText(),
        action.path("agent").asText(),
        action.path("service").asText(),
        action.path("environment").asText(),
        action.path("requester").isTextual() ? action.path("requester").asText() : "",
        asked.path("rule").path("name").asText(),
        asked.path("run").asText(),
        body.path("edited").isTextual()
            ? body.path("edited").asText()
            : action.path("arguments").asText(),
        body.path("errorType").asText(),
        row.hash(),
        shown.path("channel").asText(body.path("as").path("channel").asText()),
        body.path("amount").asText(),
        shown.path("version").asText(),
        shown.path("arguments").asText(),
        shown.path("page").isTextual() ? shown.path("page").asText() : "");
  }

  private static String decision(Audit.Row row, JsonNode vote) {
    if (vote.has("approve")) {
      return vote.path("approve").asBoolean() ? "approve" : "deny";
    }
    return row.kind().equals("raise_decided") ? row.stateAfter() : "";
  }

  private static String roles(JsonNode by) {
    return StreamSupport.stream(by.path("roles").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(" "));
  }

  static JsonNode body(Audit.Row row) {
    try {
      return JSON.readTree(row.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("row " + row.seq() + " of the log has no JSON", e);
    }
  }

  /** As one JSON object. */
  static String json(Audit.Row row) {
    return JSON.createObjectNode()
        .put("seq", row.seq())
        .put("at", row.at())
        .put("kind", row.kind())
        .put("entity", row.entity())
        .put("state_after", row.stateAfter())
        .put("actor", row.actor())
        .put("hash", row.hash())
        .set("body", body(row))
        .toString();
  }
}
