/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** approval-api as it is shipped, in a JVM of its own, on a port that stays the same. */
final class ControlPlane implements AutoCloseable {

  private static final String MAIN = "dev.aiops.approval.serve.Main";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ClickHouse log;
  private final Path folder;
  private final int port = Ports.free();
  private final String agentToken;
  private final String operatorToken;
  private volatile @Nullable ForkedApp process;

  private ControlPlane(ClickHouse log, Path folder) throws IOException {
    this.log = log;
    this.folder = Files.createDirectories(folder);
    this.agentToken = token("agent", "e2e");
    this.operatorToken = token("operator", "ops", "--role", "admin", "--role", "finance");
  }

  /** Starts one that keeps its log in {@code database} and the policy {@code yaml} in force. */
  static ControlPlane start(TestDatabase database, Path folder, String yaml) {
    ControlPlane control = prepare(database, folder);
    control.start(yaml);
    return control;
  }

  /** One that is to be started later: agents know its address and their token by now. */
  static ControlPlane prepare(TestDatabase database, Path folder) {
    try {
      return new ControlPlane(database.control(), folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it with a policy. */
  void start(String yaml) {
    try {
      Files.writeString(folder.resolve("policy.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startAgain();
  }

  private String token(String... what) {
    List<String> all = new ArrayList<>(List.of("token"));
    all.addAll(List.of(what));
    all.addAll(List.of("--file", folder.resolve("tokens.jsonl").toString()));
    String said = command(java(), all);
    return said.substring(said.lastIndexOf('\n') + 1);
  }

  private static String command(ForkedApp.Builder java, List<String> arguments) {
    try (ForkedApp command = java.arguments(arguments.toArray(new String[0])).start()) {
      if (command.exitCode() != 0) throw new AssertionError(command.output());
      return command.output();
    }
  }

  /** Walks the log; what it says if the log is whole. */
  String verify() {
    return command(onLog(), List.of("verify"));
  }

  private static ForkedApp.Builder java() {
    Path built = Path.of(System.getProperty("aiops.test.control")).normalize();
    return ForkedApp.java(MAIN)
        .classPath(
            List.of(
                built.resolve("classes").toString(), built.resolve("lib").resolve("*").toString()));
  }

  private ForkedApp.Builder onLog() {
    return java()
        .environment("AIOPS_CLICKHOUSE_URL", log.url().toString())
        .environment("AIOPS_CLICKHOUSE_DATABASE", log.database())
        .environment("AIOPS_CLICKHOUSE_USER", log.user())
        .environment("AIOPS_CLICKHOUSE_PASSWORD", log.password());
  }

  /** Listens when it returns. */
  void startAgain() {
    close();
    ForkedApp started =
        onLog()
            .environment("AIOPS_POLICY_FILE", folder.resolve("policy.yaml").toString())
            .environment("AIOPS_TOKENS_FILE", folder.resolve("tokens.jsonl").toString())
            .environment("AIOPS_API_PORT", Integer.toString(port))
            .environment("AIOPS_API_RATE", "1000")
            .start();
    process = started;
    started.awaitLine(line -> line.startsWith("approval-api listens"));
  }

  /**
   * {@code agent}, governed by this one; what its processes leave behind lies in {@code counters}.
   */
  Agent governing(Agent agent, Path counters) {
    return agent
        .with("aiops.control.url", url().toString())
        .with("aiops.control.token", agentToken)
        .with("aiops.control.dir", counters.toString());
  }

  /** Where it listens. */
  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** {@code kill -9}. */
  void kill() {
    close();
  }

  /** {@code kill -9}, and starts it again. */
  void killAndStart() {
    kill();
    startAgain();
  }

  /** How the budget's newest day stands. */
  JsonNode standing(String budget) {
    JsonNode days = days(budget);
    return days.get(days.size() - 1);
  }

  /** How the budget's days stand, oldest first. */
  JsonNode days(String budget) {
    return json(get("/v1/budgets/" + budget + "/standing")).get("days");
  }

  /** The oldest action that waits for a person; waits until there is one. */
  JsonNode firstPending() {
    Await.until("an action waits", () -> !pending().isEmpty());
    return pending().get(0);
  }

  /** The actions that wait for a person, oldest first. */
  JsonNode pending() {
    return json(get("/v1/approvals?state=PENDING")).get("approvals");
  }

  /** All actions that were ever held, newest first; at most 200. */
  JsonNode approvals() {
    return json(get("/v1/approvals?limit=200")).get("approvals");
  }

  /** An action as it stands. */
  JsonNode approval(String id) {
    return json(get("/v1/approvals/" + id)).get("approval");
  }

  /** The operator's answer on an action. */
  void decide(JsonNode approval, boolean approve, String reason) {
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("request_id", UUID.randomUUID().toString())
            .put("approve", approve)
            .put("reason", reason)
            .put("expected_version", approval.get("version").asLong())
            .putNull("arguments");
    HttpRequest.Builder request =
        ask("/v1/approvals/" + approval.get("id").asText() + "/decide")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(answer.toString()));
    HttpResponse<String> told = send(request.build());
    if (told.statusCode() != 200) throw new AssertionError(told.body());
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /** The sample of {@code /metrics} that begins so, with its labels. */
  String metric(String begin) {
    String all = get("/metrics");
    return all.lines()
        .filter(line -> line.startsWith(begin))
        .findFirst()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .orElseThrow(() -> new AssertionError("no " + begin + " in\n" + all));
  }

  private String get(String path) {
    return send(ask(path).build()).body();
  }

  private HttpRequest.Builder ask(String path) {
    return HttpRequest.newBuilder(url().resolve(path))
        .header("Authorization", "Bearer " + operatorToken);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      ForkedApp asked = process;
      throw new UncheckedIOException("it said:\n" + (asked == null ? "" : asked.output()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** An amount of {@link #standing}, in nano-USD. */
  long nanoUsd(String budget, String field) {
    return Long.parseLong(standing(budget).get(field + "_nanos").asText());
  }

  @Override
  public void close() {
    ForkedApp running = process;
    if (running != null) {
      running.close();
    }
  }
}
