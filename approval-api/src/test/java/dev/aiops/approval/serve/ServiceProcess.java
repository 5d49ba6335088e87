/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.approval.serve;

import dev.aiops.clickhouse.ClickHouse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** approval-api as a JVM of its own, that comes back on the same port after kill -9. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> environment;
  private final Path log;
  private final int port;
  private Process process;

  ServiceProcess(ClickHouse at, Path policy, Path tokens) throws IOException {
    this(at, policy, tokens, Map.of());
  }

  /** With more variables. */
  ServiceProcess(ClickHouse at, Path policy, Path tokens, Map<String, String> more)
      throws IOException {
    port = freePort();
    log = policy.resolveSibling("service-" + port + ".log");
    environment = new HashMap<>(more);
    environment.putAll(
        Map.of(
            "AIOPS_CLICKHOUSE_URL", at.url().toString(),
            "AIOPS_CLICKHOUSE_DATABASE", at.database(),
            "AIOPS_CLICKHOUSE_USER", at.user(),
            "AIOPS_CLICKHOUSE_PASSWORD", at.password(),
            "AIOPS_POLICY_FILE", policy.toString(),
            "AIOPS_TOKENS_FILE", tokens.toString(),
            "AIOPS_API_PORT", Integer.toString(port),
            "AIOPS_API_RATE", "100000"));
    process = launch();
    awaitReady();
  }

  int port() {
    return port;
  }

  /** Kills it as a crash would, and starts it again; ready when it returns. */
  void killAndStart() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    process = launch();
    awaitReady();
  }

  private Process launch() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError("not ready; it said:\n" + Files.readString(log));
      }
    }
  }

  private boolean isReady() {
    URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
    HttpRequest ask = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
    try {
      boolean ended = process.waitFor(20, TimeUnit.MILLISECONDS);
      return !ended && client.send(ask, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
