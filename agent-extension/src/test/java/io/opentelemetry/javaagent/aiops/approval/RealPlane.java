/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.Secret;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.Tokens;
import dev.aiops.approval.access.Users;
import dev.aiops.approval.approvals.ApprovalReply;
import dev.aiops.approval.approvals.Hints;
import dev.aiops.approval.approvals.Sight;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.budget.Limits;
import dev.aiops.approval.engine.Engine;
import dev.aiops.approval.http.Hooks;
import dev.aiops.approval.http.HttpServer;
import dev.aiops.approval.http.HttpSettings;
import dev.aiops.approval.log.MemoryControlLog;
import dev.aiops.approval.log.SequencerSettings;
import dev.aiops.approval.policy.PolicyFile;
import io.opentelemetry.javaagent.aiops.control.NoLabels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The real control plane on a free port, over a log in memory, and a person with its API. */
public final class RealPlane implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final String token = Secret.draw();
  private final String bens = Secret.draw();
  private final MemoryControlLog log = new MemoryControlLog();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Set<String> seen = new HashSet<>();
  private Engine engine;
  private HttpServer server;
  private int port;

  /** Starts, with a policy whose approvers may be {@code refund-approver}. */
  public RealPlane(String policy) throws Exception {
    startAgain();
    engine.policy(PolicyFile.read("policy.yaml", policy), "test").get(20, TimeUnit.SECONDS);
  }

  void startAgain() {
    engine = Engine.start(log, Limits.DEFAULT, SequencerSettings.DEFAULTS, InstantSource.system());
    Hooks hooks =
        new Hooks(
            this::tokens,
            () -> Users.NONE,
            List::of,
            () -> "",
            Optional::empty,
            NoLabels.labelling(),
            rule -> {},
            () -> {});
    HttpSettings settings = new HttpSettings("127.0.0.1", port, Duration.ofSeconds(15), 100_000);
    server = HttpServer.start(settings, engine, hooks, InstantSource.system());
    port = server.port();
  }

  private Tokens tokens() {
    Glob any = new Glob("*");
    Scope shop = new Scope(new Glob("shop"), any, any);
    return new Tokens(
        List.of(
            new Token("shop", Secret.sha256(token), shop, Set.of()),
            new Token("ben", Secret.sha256(bens), null, Set.of("refund-approver"))));
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** The token of the service {@code shop}. */
  public String token() {
    return token;
  }

  void stop() {
    engine.close();
    server.close();
  }

  /** Waits until so many approvals wait for a person; the oldest first. */
  List<JsonNode> pending(int count) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    JsonNode page = get("/v1/approvals?state=PENDING").path("approvals");
    while (page.size() < count) {
      assertThat(System.nanoTime()).as("%s approvals pending", count).isLessThan(end);
      Thread.sleep(5);
      page = get("/v1/approvals?state=PENDING").path("approvals");
    }
    List<JsonNode> all = new ArrayList<>();
    page.forEach(all::add);
    return all;
  }

  /** The next that waits for a person, each once; the oldest first. */
  public JsonNode next() throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() - end < 0) {
      for (JsonNode approval : get("/v1/approvals?state=PENDING").path("approvals")) {
        if (seen.add(approval.path("id").asText())) {
          return approval;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nobody asked for more approvals than " + seen);
  }

  /** All that there are, however they stand. */
  public List<JsonNode> all() throws Exception {
    List<JsonNode> all = new ArrayList<>();
    get("/v1/approvals").path("approvals").forEach(all::add);
    return all;
  }

  /** What the tool's server says of it, as far as the agent knew when it asked. */
  public Map<String, Boolean> hints(JsonNode approval) throws Exception {
    ApprovalReply reply =
        engine.approvals().find(approval.path("id").asText(), Sight.ALL).get(20, TimeUnit.SECONDS);
    Hints hints = ((ApprovalReply.Viewed) reply).approval().asked().action().hints();
    return hints == null ? Map.of() : hints.known();
  }

  /** How one stands. */
  JsonNode view(String id) throws Exception {
    return get("/v1/approvals/" + id).path("approval");
  }

  /** What happened to one. */
  List<String> history(String id) throws Exception {
    return get("/v1/approvals/" + id + "/history").path("events").findValuesAsText("kind");
  }

  /** Ben approves. */
  public void approve(JsonNode approval) throws Exception {
    decide(approval, true, "", "null");
  }

  /** Ben declines. */
  public void deny(JsonNode approval, String reason) throws Exception {
    decide(approval, false, reason, "null");
  }

  /** Ben decides. */
  public void decide(JsonNode approval, boolean approve, String reason, String arguments)
      throws Exception {
    ObjectNode body = JSON.createObjectNode();
    body.put("request_id", UUID.randomUUID().toString());
    body.put("approve", approve).put("reason", reason);
    body.put("expected_version", approval.path("version").asLong());
    body.set("arguments", JSON.readTree(arguments));
    String path = "/v1/approvals/" + approval.path("id").asText() + "/decide";
    answer(request(path).POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonNode get(String path) throws Exception {
    return answer(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + bens);
  }

  private JsonNode answer(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> reply = http.send(request.build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  @Override
  public void close() {
    stop();
  }
}
