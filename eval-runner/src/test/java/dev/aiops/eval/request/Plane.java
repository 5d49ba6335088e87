/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.serve.ApprovalApi;
import dev.aiops.approval.serve.Settings;
import dev.aiops.clickhouse.ClickHouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A real approval-api on a free port, with a person who asks for batches and tokens of
 * eval-runners.
 */
final class Plane implements AutoCloseable {

  /** Days after the runs that tests evaluate. */
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final ApprovalApi api;
  private final String person;
  private final String runner;
  private volatile Duration later = Duration.ZERO;

  Plane(ClickHouse control, Path folder) throws Exception {
    Path tokens = folder.resolve("tokens.jsonl");
    Path policy = Files.writeString(folder.resolve("policy.yaml"), "budgets: []\n");
    person = TokenFile.add(tokens, "ana", Set.of("evals"));
    runner = Secret.draw();
    InstantSource clock = () -> NOW.plus(later);
    api =
        ApprovalApi.start(
            Settings.from(
                Map.of(
                    "AIOPS_CLICKHOUSE_URL", control.url().toString(),
                    "AIOPS_CLICKHOUSE_DATABASE", control.database(),
                    "AIOPS_CLICKHOUSE_USER", control.user(),
                    "AIOPS_CLICKHOUSE_PASSWORD", control.password(),
                    "AIOPS_POLICY_FILE", policy.toString(),
                    "AIOPS_TOKENS_FILE", tokens.toString(),
                    "AIOPS_EVAL_TOKEN_HASH", Secret.sha256(runner),
                    "AIOPS_API_PORT", "0")),
            clock);
  }

  /** As an eval-runner that was just started. */
  ControlPlane started() {
    return new ControlPlane(root(), runner, UUID.randomUUID().toString());
  }

  /** The service's clock goes on; it never goes back. */
  void pass(Duration time) {
    later = later.plus(time);
  }

  /** Without a budget where that is empty, and as fast as it can where the rate is 0. */
  String ask(String definition, Instant from, Instant until, String nanos, int perMinute)
      throws Exception {
    ObjectNode body = JSON.createObjectNode().put("request_id", UUID.randomUUID().toString());
    body.putArray("definitions").add(definition);
    body.put("from", from.toString()).put("until", until.toString());
    body.put("budget_nanos", nanos.isEmpty() ? null : nanos);
    body.put("per_minute", perMinute == 0 ? null : Integer.valueOf(perMinute));
    return send("POST", "/v1/eval-batches", body.toString()).path("id").asText();
  }

  JsonNode order(String what, String batch) throws Exception {
    return send("POST", "/v1/eval-batches/" + batch + "/" + what, "");
  }

  JsonNode seen(String batch) throws Exception {
    return send("GET", "/v1/eval-batches/" + batch, "");
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(root().resolve(path))
            .header("Authorization", "Bearer " + person)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private URI root() {
    return URI.create("http://127.0.0.1:" + api.port());
  }

  @Override
  public void close() {
    api.close();
  }
}
