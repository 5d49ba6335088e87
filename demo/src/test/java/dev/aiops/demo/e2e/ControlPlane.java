/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** approval-api as it is shipped, in a JVM of its own, on a port that stays the same. */
final class ControlPlane implements AutoCloseable {

  private static final String MAIN = "dev.aiops.approval.serve.Main";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ClickHouse log;
  private final Path folder;
  private final int port;
  private final String agentToken;
  private final String operatorToken;
  private ForkedApp process;

  private ControlPlane(ClickHouse log, Path folder) {
    this.log = log;
    this.folder = folder;
    this.port = freePort();
    this.agentToken = token("agent", "e2e");
    this.operatorToken = token("operator", "ops", "--role", "admin", "--role", "finance");
    this.process = serve();
  }

  /** Starts one that keeps its log in {@code database} and the policy {@code yaml} in force. */
  static ControlPlane start(TestDatabase database, Path folder, String yaml) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("policy.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ControlPlane(database.control(), folder);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String token(String... what) {
    List<String> all = new ArrayList<>(List.of("token"));
    all.addAll(List.of(what));
    all.addAll(List.of("--file", folder.resolve("tokens.jsonl").toString()));
    try (ForkedApp command = java().arguments(all.toArray(new String[0])).start()) {
      if (command.exitCode() != 0) {
        throw new AssertionError(command.output());
      }
      return command.lines().get(command.lines().size() - 1);
    }
  }

  private static ForkedApp.Builder java() {
    Path built = Path.of(System.getProperty("aiops.test.control")).normalize();
    return ForkedApp.java(MAIN)
        .classPath(
            List.of(
                built.resolve("classes").toString(), built.resolve("lib").resolve("*").toString()));
  }

  private ForkedApp serve() {
    ForkedApp started =
        java()
            .environment("AIOPS_CLICKHOUSE_URL", log.url().toString())
            .environment("AIOPS_CLICKHOUSE_DATABASE", log.database())
            .environment("AIOPS_CLICKHOUSE_USER", log.user())
            .environment("AIOPS_CLICKHOUSE_PASSWORD", log.password())
            .environment("AIOPS_POLICY_FILE", folder.resolve("policy.yaml").toString())
            .environment("AIOPS_TOKENS_FILE", folder.resolve("tokens.jsonl").toString())
            .environment("AIOPS_API_PORT", Integer.toString(port))
            .environment("AIOPS_API_RATE", "1000")
            .start();
    started.awaitLine(line -> line.startsWith("approval-api listens"));
    return started;
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

  private URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** {@code kill -9}. */
  void kill() {
    process.kill();
  }

  /** Starts it again after {@link #kill}. */
  void startAgain() {
    process = serve();
  }

  /** How the budget's newest day stands. */
  JsonNode standing(String budget) {
    HttpRequest request =
        HttpRequest.newBuilder(url().resolve("/v1/budgets/" + budget + "/standing"))
            .header("Authorization", "Bearer " + operatorToken)
            .build();
    try {
      JsonNode days =
          new JsonMapper().readTree(HTTP.send(request, BodyHandlers.ofString()).body()).get("days");
      return days.get(days.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException("it said:\n" + process.output(), e);
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
    process.close();
  }
}
