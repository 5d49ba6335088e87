/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.clickhouse.ClickHouse;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** approval-api as {@code ./aiops up} starts it, with one agent, one operator and one person. */
final class ControlPlane implements AutoCloseable {
  /** The role of the operator and the person. */
  static final String ROLE = "approver";

  /** Who signs in at the pages. */
  static final String PERSON = "ben";

  private static final String MAIN = "dev.aiops.approval.serve.Main";
  private static final Pattern LISTENS =
      Pattern.compile("approval-api listens on (http://127\\.0\\.0\\.1:\\d+)");
  private static final int START_SECONDS = 60;
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final String url;
  private final String agentToken;
  private final String operatorToken;
  private final String password;

  private ControlPlane(
      Process process, String url, String agentToken, String operatorToken, String password) {
    this.process = process;
    this.url = url;
    this.agentToken = agentToken;
    this.operatorToken = operatorToken;
    this.password = password;
  }

  /** Listens when it returns. */
  static ControlPlane start(Path built, Path home, ClickHouse log, String policy)
      throws IOException {
    List<String> java = java(built);
    String tokens = home.resolve("tokens.jsonl").toString();
    String users = home.resolve("users.jsonl").toString();
    String agent = last(java, "token", "agent", "bench", "--file", tokens);
    String operator = last(java, "token", "operator", "ops", "--role", ROLE, "--file", tokens);
    String password =
        last(java, "user", "add", PERSON, "--role", ROLE, "--generate", "--file", users);
    Path policyFile = Files.writeString(home.resolve("policy.yaml"), policy);
    Map<String, String> environment =
        Map.of(
            "AIOPS_CLICKHOUSE_URL", log.url().toString(),
            "AIOPS_CLICKHOUSE_DATABASE", log.database(),
            "AIOPS_CLICKHOUSE_USER", log.user(),
            "AIOPS_CLICKHOUSE_PASSWORD", log.password(),
            "AIOPS_POLICY_FILE", policyFile.toString(),
            "AIOPS_TOKENS_FILE", tokens,
            "AIOPS_USERS_FILE", users,
            "AIOPS_API_PORT", "0",
            "AIOPS_API_RATE", "100000");
    Path said = home.resolve("approval-api.log");
    ProcessBuilder builder = new ProcessBuilder(java).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(said.toFile()).start();
    return new ControlPlane(process, awaitUrl(process, said), agent, operator, password);
  }

  private static List<String> java(Path built) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx192m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        built.resolve("classes") + File.pathSeparator + built.resolve("lib") + "/*",
        MAIN);
  }

  /** The last line that a command prints: the secret that it made. */
  private static String last(List<String> java, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (exit(process) != 0) {
      throw new IOException("approval-api refused: " + said);
    }
    return said.substring(said.lastIndexOf('\n') + 1);
  }

  private static int exit(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String awaitUrl(Process process, Path said) throws IOException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < until) {
      Matcher listens = LISTENS.matcher(Files.readString(said));
      if (listens.find()) {
        return listens.group(1);
      }
      pause();
    }
    process.destroyForcibly();
    throw new IOException("approval-api did not start; it said:\n" + Files.readString(said));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** What an app's agent is told of it. */
  List<String> agentArguments(Path counters) {
    return List.of(
        "-Daiops.control.url=" + url,
        "-Daiops.control.token=" + agentToken,
        "-Daiops.control.dir=" + counters);
  }

  /** As an agent. */
  ApiClient agent() {
    return new ApiClient(url, agentToken);
  }

  /** As an operator who may decide. */
  ApiClient operator() {
    return new ApiClient(url, operatorToken);
  }

  /** A browser in which {@link #PERSON} is signed in. */
  Browser signedIn() throws IOException, InterruptedException {
    return Browser.signedIn(url, PERSON, password);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
