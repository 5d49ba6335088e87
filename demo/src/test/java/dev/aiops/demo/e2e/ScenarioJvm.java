/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.demo.e2e.app.Command;
import dev.aiops.demo.e2e.app.Outcome;
import dev.aiops.demo.e2e.app.ScenarioApp;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@link ScenarioApp} in a JVM of its own. */
final class ScenarioJvm implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String DONE = "done ";
  private static final String READY = "ready ";

  private final ForkedApp app;
  private final URI url;

  private ScenarioJvm(ForkedApp app) {
    this.app = app;
    this.url = URI.create(app.awaitLine(line -> line.startsWith(READY)).substring(READY.length()));
  }

  /** Without any agent. */
  static ScenarioJvm alone(ProviderSimulator provider) {
    return start(app(provider));
  }

  static ScenarioJvm under(Agent agent, ProviderSimulator provider) {
    return start(agent.on(app(provider)));
  }

  static ScenarioJvm start(ForkedApp.Builder app) {
    return new ScenarioJvm(app.start());
  }

  static ForkedApp.Builder app(ProviderSimulator provider) {
    return ForkedApp.java(ScenarioApp.class.getName())
        .classPath(classPath())
        .arguments(provider.baseUrl());
  }

  /**
   * What an app of this kind has: the libraries of the packaged sample and LangChain4j's others.
   */
  static List<String> classPath() {
    Stream<String> packaged =
        SupportDeskApp.classPath().stream().filter(jar -> !name(jar).startsWith("aiops-"));
    Stream<String> others =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(jar -> name(jar).startsWith("langchain4j-"));
    return Stream.concat(Stream.of(classes()), Stream.concat(packaged, others)).toList();
  }

  private static String name(String jar) {
    return Path.of(jar).getFileName().toString();
  }

  private static String classes() {
    try {
      return Path.of(ScenarioApp.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  void send(Command command) {
    app.say(command.json());
  }

  Outcome outcome(Command command) {
    String start = DONE + "{\"tag\":\"" + command.tag() + "\"";
    return Outcome.parse(app.awaitLine(line -> line.startsWith(start)).substring(DONE.length()));
  }

  Outcome run(Command command) {
    send(command);
    return outcome(command);
  }

  /** Does all of them side by side; outcomes by tag. */
  Map<String, Outcome> run(List<Command> commands) {
    commands.forEach(this::send);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    commands.forEach(command -> outcomes.put(command.tag(), outcome(command)));
    return outcomes;
  }

  /** Does it in an HTTP request, with {@code headers} as name, value, name, value. */
  Outcome post(Command command, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/do"));
    if (headers.length > 0) request.headers(headers);
    request.POST(BodyPublishers.ofString(command.json()));
    try {
      return Outcome.parse(HTTP.send(request.build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException("the app said:\n" + app.output(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Where it takes commands by HTTP. */
  URI url() {
    return url;
  }

  ForkedApp app() {
    return app;
  }

  /** Lets it end as an app ends. */
  void finish() {
    assertThat(app.finish()).as(app.output()).isZero();
  }

  @Override
  public void close() {
    app.close();
  }
}
