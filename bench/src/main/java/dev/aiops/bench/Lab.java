/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import dev.aiops.bench.Model.Library;
import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.Passwords;
import dev.aiops.clickhouse.Users;
import dev.aiops.clickhouse.embedded.EmbeddedClickHouse;
import dev.aiops.clickhouse.embedded.EmbeddedSettings;
import dev.aiops.clickhouse.migrate.Migrator;
import dev.aiops.grafana.query.AlertRule;
import dev.aiops.grafana.query.Dashboard;
import dev.aiops.grafana.query.PanelQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where things are measured: a ClickHouse of its own, the built agents, and a folder for logs. */
final class Lab implements AutoCloseable {
  private static final String DATABASE = "aiops";

  private final Path root;
  private final Path folder;
  private final EmbeddedClickHouse server;

  private Lab(Path root, Path folder, EmbeddedClickHouse server) {
    this.root = root;
    this.folder = folder;
    this.server = server;
  }

  /** Starts an empty ClickHouse in a new folder below {@code bench/target}. */
  static Lab open(Path root) throws IOException {
    Path folder =
        Files.createTempDirectory(Files.createDirectories(root.resolve("bench/target")), "lab-");
    EmbeddedClickHouse server =
        EmbeddedClickHouse.start(
            EmbeddedSettings.onFreePort(
                folder.resolve("clickhouse"), Passwords.random(), List.of(DATABASE)));
    Migrator.unclustered(server.handle(Users.ADMIN, DATABASE)).migrate();
    return new Lab(root, folder, server);
  }

  /** The log store, as whoever may do all in it. */
  ClickHouse store() {
    return server.handle(Users.ADMIN, DATABASE);
  }

  /** The log store, as Grafana. */
  ClickHouse reader() {
    return server.handle(Users.READ, DATABASE);
  }

  /** The dashboards as Grafana loads them. */
  List<Dashboard> dashboards() {
    return Dashboard.in(root.resolve("grafana/dashboards"));
  }

  /** The alerts' queries as Grafana loads them. */
  List<PanelQuery> alerts() {
    return AlertRule.in(root.resolve("grafana/provisioning/alerting/aiops.yaml")).stream()
        .map(AlertRule::query)
        .toList();
  }

  /** Starts an app on the libraries of this class path; {@code more} are JVM arguments. */
  Child app(String name, Variant variant, String... more) {
    return app(name, variant, List.of(more), ClassPaths.app());
  }

  /** Starts an app on that library. */
  Child app(Library library, Variant variant) {
    return app(
        library.option() + "-" + variant.option(),
        variant,
        library.jvmArguments(),
        ClassPaths.app(library, root.resolve("bench/target")));
  }

  private Child app(String name, Variant variant, List<String> more, String classPath) {
    List<String> arguments = new ArrayList<>(jvmArguments(variant));
    arguments.addAll(more);
    arguments.addAll(List.of("-Xmx512m", "-cp", classPath));
    return Child.start(name, folder, arguments, App.class);
  }

  /** Starts a source of spans under our agent, which exports all of them. */
  Child spanSource(String serviceName) {
    List<String> arguments = new ArrayList<>(jvmArguments(Variant.OURS));
    arguments.addAll(
        List.of(
            "-Dotel.service.name=" + serviceName,
            "-Daiops.export=all",
            "-Xmx1g",
            "-cp",
            ClassPaths.app()));
    return Child.start("span-source", folder, arguments, SpanSource.class);
  }

  /** Starts approval-api with the policy, on this ClickHouse. */
  ControlPlane controlPlane(String policy) throws IOException {
    Path home = Files.createTempDirectory(folder, "control-");
    return ControlPlane.start(
        root.resolve("approval-api/target"), home, server.handle(Users.CONTROL, DATABASE), policy);
  }

  /** What evaluates the runs of this ClickHouse. */
  EvalRunner evalRunner() {
    return new EvalRunner(
        root.resolve("eval-runner/target"), folder, server.handle(Users.EVAL, DATABASE));
  }

  /** Where what it keeps is. */
  Path folder() {
    return folder;
  }

  /** Starts an app under our agent whose tool asks that control plane. */
  Child heldTool(ControlPlane control) {
    List<String> arguments = new ArrayList<>(jvmArguments(Variant.OURS));
    arguments.addAll(control.agentArguments(folder.resolve("counters")));
    arguments.addAll(List.of("-Xmx512m", "-cp", ClassPaths.app()));
    return Child.start("held-tool", folder, arguments, HeldTool.class);
  }

  /** Starts the provider. */
  RunningProvider provider() throws IOException {
    return new RunningProvider(
        Child.start(
            "provider", folder, List.of("-Xmx64m", "-cp", ClassPaths.app()), Provider.class));
  }

  /**
   * Starts an app of the JDK alone and waits for its end.
   *
   * @return how long both took, in nanoseconds
   */
  long runToItsEnd(Variant variant, Class<?> main, String argument)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments(variant));
    command.addAll(List.of("-Xmx256m", "-cp", ClassPaths.self(), main.getName(), argument));
    Path log = folder.resolve("start-up-" + variant.title().replace(' ', '-') + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    long taken = System.nanoTime() - start;
    if (exit != 0) {
      throw new IOException(main.getName() + " ended with " + exit + ", see " + log);
    }
    return taken;
  }

  private List<String> jvmArguments(Variant variant) {
    return switch (variant) {
      case NONE -> List.of();
      case UPSTREAM -> upstreamArguments();
      case OURS -> ourArguments();
    };
  }

  /** The upstream agent as it comes, with its own openai instrumentation; it exports nothing. */
  private List<String> upstreamArguments() {
    return List.of(
        "-javaagent:" + root.resolve("agent-extension/target/upstream/opentelemetry-javaagent.jar"),
        "-Dotel.traces.exporter=none",
        "-Dotel.metrics.exporter=none",
        "-Dotel.logs.exporter=none",
        "-Dotel.service.name=bench");
  }

  /** Our agent as it comes, told no more than where ClickHouse is and where to spool. */
  private List<String> ourArguments() {
    ClickHouse ingest = server.handle(Users.INGEST, DATABASE);
    return List.of(
        "-javaagent:" + root.resolve("agent-extension/target/aiops-javaagent.jar"),
        "-Daiops.clickhouse.url=" + ingest.url(),
        "-Daiops.clickhouse.database=" + ingest.database(),
        "-Daiops.clickhouse.user=" + ingest.user(),
        "-Daiops.clickhouse.password=" + ingest.password(),
        "-Daiops.spool.dir=" + folder.resolve("spool"),
        "-Dotel.service.name=bench");
  }

  /** Stops ClickHouse and takes away what it kept, which can be gigabytes; logs stay. */
  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(folder.resolve("clickhouse"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
