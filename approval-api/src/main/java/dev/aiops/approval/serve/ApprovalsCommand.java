/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Lists and decides what waits for a person, asked of a running instance. */
record ApprovalsCommand(PrintStream out, InstantSource clock) {

  static final String HELP =
      """
        approvals URL TOKEN_FILE [list]
        approvals URL TOKEN_FILE show ID | history ID
        approvals URL TOKEN_FILE approve ID [--reason TEXT] | deny ID --reason TEXT | revoke ID --reason TEXT
              what waits for a person, oldest first; one of them whole; what happened to it; a decision,
              as the operator whose token it is
      """;

  private static final String APPROVALS = "/v1/approvals";

  void run(List<String> arguments) throws IOException {
    if (arguments.size() < 2) {
      throw wrong();
    }
    ApiClient api = ApiClient.of(arguments.get(0), arguments.get(1));
    List<String> order = arguments.subList(2, arguments.size());
    switch (order.isEmpty() ? "list" : order.get(0)) {
      case "list" -> list(api);
      case "show" -> show(api.get(path(order)).path("approval"));
      case "history" -> history(api.get(path(order) + "/history"));
      case "approve" -> decide(api, order, true);
      case "deny" -> decide(api, order, false);
      case "revoke" -> revoke(api, order);
      default -> throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "approvals takes list, show ID, history ID, approve ID, deny ID or revoke ID: see --help");
  }

  private static String path(List<String> order) {
    if (order.size() < 2 || !order.get(1).matches("apr_[a-z2-7]{26}")) {
      throw new IllegalArgumentException("name an approval by its id, as ./aiops approvals lists it");
    }
    return APPROVALS + "/" + order.get(1);
  }

  private static String reason(List<String> order) {
    if (order.size() == 2) {
      return "";
    } else if (order.size() == 4 && order.get(2).equals("--reason")) {
      return order.get(3);
    }
    throw wrong();
  }

  private void list(ApiClient api) throws IOException {
    int count = 0;
    String cursor = "";
    do {
      JsonNode page =
          api.get(APPROVALS + "?state=PENDING&limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("approvals").forEach(this::line);
      count += page.path("approvals").size();
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    out.println(count == 0 ? "Nothing waits for a person." : count + " waiting.");
  }

  private void line(JsonNode approval) {
    Duration age =
        Duration.between(Instant.parse(approval.path("requested_at").asText()), clock.instant());
    out.println(
        approval.path("id").asText()
            + "  "
            + age.toMinutes()
            + " min  "
            + approval.path("rule").asText()
            + "  "
            + Visible.text(approval.path("tool").asText())
            + "  "
            + Visible.text(approval.path("arguments").toString()));
  }

  private void show(JsonNode approval) {
    approval
        .properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              String text = value.isTextual() ? value.textValue() : value.toString();
              out.println(field.getKey() + "  " + Visible.text(text));
            });
  }

  private void history(JsonNode history) {
    for (JsonNode event : history.path("events")) {
      out.println(
          event.path("seq").asText()
              + "  "
              + event.path("at").asText()
              + "  "
              + event.path("kind").asText()
              + "  "
              + event.path("state").asText()
              + "  by "
              + Visible.text(event.path("by").asText())
              + "  "
              + Visible.text(event.path("text").asText()));
    }
  }

  /** Decides on the version that is the newest now. */
  private void decide(ApiClient api, List<String> order, boolean approve) throws IOException {
    JsonNode seen = api.get(path(order)).path("approval");
    ObjectNode body = body(order);
    body.put("approve", approve).put("expected_version", seen.path("version").asLong());
    body.putNull("arguments");
    said(api.post(path(order) + "/decide", body));
  }

  private void revoke(ApiClient api, List<String> order) throws IOException {
    said(api.post(path(order) + "/revoke", body(order)));
  }

  private static ObjectNode body(List<String> order) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("request_id", UUID.randomUUID().toString())
        .put("reason", reason(order));
  }

  private void said(JsonNode approval) {
    out.println(
        approval.path("id").asText()
            + " is "
            + approval.path("state").asText()
            + ": "
            + Visible.text(approval.path("tool").asText())
            + " "
            + Visible.text(
                (approval.path("edited_arguments").isObject()
                        ? approval.path("edited_arguments")
                        : approval.path("arguments"))
                    .toString()));
  }
}
