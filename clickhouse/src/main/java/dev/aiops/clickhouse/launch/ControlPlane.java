/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.clickhouse.launch;

import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.RecordedProcess;
import dev.aiops.clickhouse.launch.ModuleProgram.Outcome;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The approval-api that this state's {@code up} started. */
record ControlPlane(State state, ModuleProgram program, ApiFiles files) {

  private static final Duration START = Duration.ofSeconds(60);
  private static final int HTTP_MILLIS = 2_000;
  private static final int TAIL_CHARS = 2_000;
  private static final long STOP_SECONDS = 20;
  private static final Pattern LISTENS =
      Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

  static ControlPlane of(State state) {
    ModuleProgram program = ModuleProgram.approvalApi(state.home());
    return new ControlPlane(state, program, new ApiFiles(state, program));
  }

  Optional<RecordedProcess> running() {
    return RecordedProcess.in(files.folder()).filter(process -> process.alive().isPresent());
  }

  static String url(RecordedProcess process) {
    return "http://127.0.0.1:" + process.httpPort();
  }

  /**
   * Where people decide: what they are told to type, else the one that runs here, else the one that
   * apps here are told of; empty where none is known.
   */
  String pages() {
    return setting("AIOPS_PUBLIC_URL")
        .or(() -> running().map(ControlPlane::url))
        .or(() -> setting("AIOPS_CONTROL_URL"))
        .map(url -> url.replaceAll("/+$", ""))
        .orElse("");
  }

  Optional<String> setting(String name) {
    return Optional.ofNullable(state.environment().get(name)).filter(url -> !url.isBlank());
  }

  /** Starts it and waits until it is ready. */
  RecordedProcess start() throws IOException {
    requirePortFree(state.apiPort());
    Files.createDirectories(files.folder());
    files.prepare();
    if (Files.exists(files.log())) {
      Path before = files.log().resolveSibling("approval-api.log.1");
      Files.move(files.log(), before, StandardCopyOption.REPLACE_EXISTING);
    }
    Process process = program.serve(environment(), files.log());
    RecordedProcess.record(files.folder(), process.toHandle(), 0, 0);
    int port = awaitReady(process);
    return RecordedProcess.record(files.folder(), process.toHandle(), port, 0);
  }

  /** Stops it; false where it was not running. */
  boolean stop() {
    Optional<RecordedProcess> running = running();
    if (running.isPresent() && !running.get().stop(STOP_SECONDS)) {
      throw new CommandException(
          "approval-api (process "
              + running.get().pid()
              + ") did not stop within "
              + STOP_SECONDS
              + " s; what it granted is safe in the log: end it with kill -9 "
              + running.get().pid());
    }
    return running.isPresent();
  }

  /** How today's budgets stand, as a table. */
  Outcome budgets() throws IOException {
    return asOperator("budgets", List.of());
  }

  /** What waits for a person, or a decision on it. */
  Outcome approvals(List<String> arguments) throws IOException {
    return asOperator("approvals", arguments);
  }

  private Outcome asOperator(String command, List<String> arguments) throws IOException {
    RecordedProcess process =
        running()
            .orElseThrow(
                () ->
                    new CommandException(
                        "approval-api is not running here: start it with ./aiops up"));
    List<String> line =
        new ArrayList<>(List.of(command, url(process), files.operatorToken().toString()));
    line.addAll(arguments);
    return program.run(Map.of(), line);
  }

  /** Whether the control log is whole. */
  Outcome verify() throws IOException {
    return program.run(state.variables(Users.CONTROL), List.of("verify"));
  }

  /** Runs a command that reads the log, and says itself what it finds. Returns its exit status. */
  int read(String command, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(arguments);
    return program.pass(state.variables(Users.READ), line);
  }

  private Map<String, String> environment() throws IOException {
    Map<String, String> environment = new HashMap<>(state.variables(Users.CONTROL));
    environment.put("AIOPS_POLICY_FILE", files.policy().toString());
    environment.put("AIOPS_TOKENS_FILE", files.tokens().toString());
    environment.put("AIOPS_USERS_FILE", files.users().toString());
    environment.put("AIOPS_API_HOST", "127.0.0.1");
    environment.put("AIOPS_API_PORT", Integer.toString(state.apiPort()));
    return environment;
  }

  private int awaitReady(Process process) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline) {
      if (ended(process)) {
        throw failed("ended while it started");
      }
      Matcher listens = LISTENS.matcher(Files.readString(files.log()));
      if (listens.find() && isReady(Integer.parseInt(listens.group(1)))) {
        return Integer.parseInt(listens.group(1));
      }
    }
    process.destroyForcibly();
    throw failed("was not ready within " + START.toSeconds() + " s");
  }

  private static boolean ended(Process process) throws IOException {
    try {
      return process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while approval-api started", e);
    }
  }

  private CommandException failed(String how) throws IOException {
    String log = Files.readString(files.log());
    String tail = log.substring(Math.max(0, log.length() - TAIL_CHARS)).strip();
    return new CommandException(
        "approval-api " + how + ". Its log, " + files.log() + ", ends:" + "\n" + tail);
  }

  private static boolean isReady(int port) {
    try {
      URI ready = URI.create("http://127.0.0.1:" + port + "/readyz");
      HttpURLConnection ask = (HttpURLConnection) ready.toURL().openConnection();
      ask.setConnectTimeout(HTTP_MILLIS);
      ask.setReadTimeout(HTTP_MILLIS);
      return ask.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requirePortFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CommandException(
          "Port "
              + port
              + " is in use by another process: set AIOPS_API_PORT to a free one, or end that"
              + " process.");
    }
  }
}
