/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.approval.access.Scope;
import dev.aiops.approval.access.Token;
import dev.aiops.approval.access.TokenFile;
import dev.aiops.approval.budget.Glob;
import dev.aiops.approval.http.HttpSettings;
import dev.aiops.approval.notify.NotifySettings;
import dev.aiops.approval.web.WebSettings;
import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** A real server on a free port, with tokens; every JSON that passes is held to the contract. */
final class TestService implements AutoCloseable {

  static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-26T11:00:00Z"));

  /** A token that may speak for live support, and one for others. */
  final String support;

  final String research;

  /** Two people; both may raise caps, one is an admin. */
  final String ana;

  final String ben;

  /** Of an eval-runner. */
  final String runner;

  final Path policy;
  final Path tokens;
  private final Contract contract = new Contract();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ClickHouse at;
  private final InstantSource clock;
  private final WebSettings web;
  private final NotifySettings notices;
  private ApprovalApi api;

  TestService(ClickHouse at, Path directory, InstantSource clock) throws IOException {
    this(at, directory, clock, Files.readString(Path.of("src/test/resources/policy.yaml")));
  }

  TestService(ClickHouse at, Path directory, InstantSource clock, String yaml) throws IOException {
    this(at, directory, clock, yaml, WebSettings.NONE);
  }

  /** With pages at which people sign in. */
  TestService(ClickHouse at, Path directory, InstantSource clock, String yaml, WebSettings web)
      throws IOException {
    this(at, directory, clock, yaml, web, NotifySettings.NONE);
  }

  /** With people who are told. */
  TestService(
      ClickHouse at,
      Path directory,
      InstantSource clock,
      String yaml,
      WebSettings web,
      NotifySettings notices)
      throws IOException {
    this.at = at;
    this.notices = notices;
    this.clock = clock;
    this.web = web;
    tokens = directory.resolve("tokens.jsonl");
    policy = directory.resolve("policy.yaml");
    Glob any = new Glob("*");
    support =
        TokenFile.add(
            tokens, "support", new Scope(new Glob("support-*"), new Glob("production"), any));
    research = TokenFile.add(tokens, "research", new Scope(new Glob("research"), any, any));
    ana = TokenFile.add(tokens, "ana", Set.of("admin", "finance"));
    ben = TokenFile.add(tokens, "ben", Set.of("finance"));
    runner = TokenFile.add(tokens, "runner", Set.of(Token.RUNNER));
    Files.writeString(policy, yaml);
    api = ApprovalApi.start(settings(), clock);
  }

  private Settings settings() {
    HttpSettings http = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(15), 100_000);
    return new Settings(
        at, policy, tokens, Optional.empty(), http, web, notices, Duration.ofMillis(50));
  }

  /** Another instance with the same files on the same log. */
  ApprovalApi another() {
    return ApprovalApi.start(settings(), clock);
  }

  /** One with another limit of requests. */
  ApprovalApi limitedTo(int perSecond) {
    HttpSettings http = new HttpSettings("127.0.0.1", 0, Duration.ofSeconds(15), perSecond);
    return ApprovalApi.start(
        new Settings(at, policy, tokens, http, WebSettings.NONE, Duration.ofMinutes(5)), clock);
  }

  ApprovalApi api() {
    return api;
  }

  int port() {
    return api.port();
  }

  /** Sends what the contract allows, and gets what it says. */
  Reply post(String token, String path, String body) throws Exception {
    contract.holds(contract.request("POST", path), Contract.JSON.readTree(body));
    return send(request(path, token).POST(BodyPublishers.ofString(body)));
  }

  /** Sends what the contract may forbid. */
  Reply wrong(String token, String path, String body) throws Exception {
    return send(request(path, token).POST(BodyPublishers.ofString(body)));
  }

  Reply get(String token, String path) throws Exception {
    return send(request(path, token).GET());
  }

  HttpRequest.Builder request(String path, String token) {
    return request(api.port(), path, token);
  }

  static HttpRequest.Builder request(int port, String path, String token) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  Reply send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode body = Contract.JSON.readTree(response.body());
    contract.holdsAnswer(request.method(), pathOf(request.uri()), response.statusCode(), body);
    return new Reply(response.statusCode(), body);
  }

  HttpResponse<String> plain(HttpRequest.Builder builder) throws Exception {
    return client.send(builder.build(), BodyHandlers.ofString());
  }

  private static String pathOf(URI uri) {
    return uri.getRawPath();
  }

  @Override
  public void close() {
    api.close();
  }

  /** A status and a JSON body. */
  record Reply(int status, JsonNode body) {

    String rule() {
      return body.path("error").path("rule").asText();
    }

    String text(String field) {
      return body.path(field).asText();
    }

    JsonNode lease(int index) {
      return body.path("leases").path(index);
    }
  }

  /** The body of a request for money by live support. */
  static String grant(String request, String process, String nanos) {
    return """
        {"request_id": "%s", "budget": "support-live", "need_nanos": "%s",
         "caller": {"service": "support-chat", "environment": "production", "team": ""},
         "process": {"host": "node-7/boot-1", "id": "%s"}, "reports": []}
        """
        .formatted(request, nanos, process);
  }

  /** The body of a report of one lease, or of its close. */
  static String report(String process, String lease, long seq, long spent, long reserved) {
    return """
        {"process": {"host": "node-7/boot-1", "id": "%s"},
         "leases": [{"lease": "%s", "seq": %d, "granted_nanos": "0", "spent_nanos": "%d",
          "reserved_nanos": "%d", "returned_nanos": "0", "bound_exceeded": 0}]}
        """
        .formatted(process, lease, seq, spent, reserved);
  }
}
