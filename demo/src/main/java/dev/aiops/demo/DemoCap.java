/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.demo.DemoSettings.Control;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The budget that the sample app's backlog meets. Earlier demos may have spent today's cap, so it
 * is raised to leave the backlog what it has on a new day: something, but not enough.
 */
final class DemoCap {

  static final String BUDGET = "demo";

  /** What the backlog begins with, in nano-USD: the cap in approval-api/policy.start.yaml. */
  static final long LEFT = 600_000;

  private static final String COVERING =
      "/v1/budgets?service=support-desk&environment=demo&team=customer-care";

  private final Control control;

  DemoCap(Control control) {
    this.control = control;
  }

  /** Whether the policy in force has the budget. */
  boolean exists() throws IOException, InterruptedException {
    JsonNode budgets = agent().get(COVERING).path("budgets");
    return each(budgets).anyMatch(budget -> budget.path("name").asText().equals(BUDGET));
  }

  /** Raises today's cap where less than {@link #LEFT} remains; says so in one line. */
  Optional<String> raiseWhereSpent() throws IOException, InterruptedException {
    if (control.operatorTokenFile().isEmpty()) return Optional.empty();
    ControlApi operator = new ControlApi(control.url(), control.operatorTokenFile().get());
    long lacking = LEFT - remaining(operator);
    return lacking <= 0 ? Optional.empty() : Optional.of(raise(operator, lacking));
  }

  private static long remaining(ControlApi operator) throws IOException, InterruptedException {
    return each(operator.get("/v1/standings").path("standings"))
        .filter(standing -> standing.path("budget").asText().equals(BUDGET))
        .mapToLong(standing -> nanos(standing, "remaining_nanos"))
        .findFirst()
        .orElse(LEFT);
  }

  /** The agents' token asks and the operator's decides: who asks may not. */
  private String raise(ControlApi operator, long nanoUsd) throws IOException, InterruptedException {
    JsonNode asked =
        agent()
            .post(
                "/v1/raises",
                Map.of(
                    "request_id",
                    "demo-" + UUID.randomUUID(),
                    "budget",
                    BUDGET,
                    "amount_nanos",
                    Long.toString(nanoUsd),
                    "reason",
                    "another demo on the same day"));
    String decide = "/v1/raises/" + asked.path("raise").asText() + "/decide";
    JsonNode decided =
        operator.post(decide, Map.of("approve", true, "reason", "another demo on the same day"));
    return "Today's cap of demo raised to $"
        + BigDecimal.valueOf(nanos(decided.path("standing"), "cap_nanos"), 9).toPlainString()
        + " by operator, as "
        + decided.path("requester").asText()
        + " asked: earlier demos have spent it.";
  }

  private ControlApi agent() throws IOException {
    return new ControlApi(control.url(), control.tokenFile());
  }

  private static long nanos(JsonNode of, String field) {
    return Long.parseLong(of.path(field).asText());
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
