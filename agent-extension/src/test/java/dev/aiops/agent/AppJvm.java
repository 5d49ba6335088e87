/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.aiops.clickhouse.ClickHouse;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that runs an app with our agent, with the bare extension or without either, and is watched
 * from outside: what it prints, what it logs, how it ends and how long that takes.
 */
public final class AppJvm {

  private static final long LONGEST_SECONDS = 150;

  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private String classPath = AgentJvm.appClassPath();

  /**
   * What a process left behind.
   *
   * @param printed standard output, line by line
   * @param logged standard error, line by line
   * @param lived from the first line printed to the last
   * @param ending from the last line printed to the end of the process
   */
  public record Outcome(
      int exitCode, List<String> printed, List<String> logged, Duration lived, Duration ending) {

    /** What we logged as a warning or worse. */
    public List<String> warnings() {
      return logged.stream()
          .filter(line -> line.contains("[aiops]"))
          .filter(line -> !line.contains(" INFO "))
          .toList();
    }
  }

  private AppJvm(Path folder) {
    this.folder = folder;
  }

  /** Without any agent. */
  public static AppJvm plain(Path folder) {
    return new AppJvm(folder);
  }

  /** Under our jar, with a spool below {@code folder} and no ClickHouse. */
  public static AppJvm withAgent(Path folder) {
    return new AppJvm(folder)
        .option("-javaagent:" + built("aiops-javaagent.jar"))
        .set("aiops.spool.dir", folder.resolve("spool").toString())
        .set("aiops.clickhouse.url", "http://127.0.0.1:9");
  }

  /** Under the upstream agent that is given our extension. */
  public static AppJvm withExtension(Path folder) throws IOException {
    return new AppJvm(folder)
        .option("-javaagent:" + built("upstream/opentelemetry-javaagent.jar"))
        .set("otel.javaagent.extensions", extension().toString())
        .set("otel.traces.exporter", "none")
        .set("otel.metrics.exporter", "none")
        .set("otel.logs.exporter", "none")
        .set("aiops.spool.dir", folder.resolve("spool").toString())
        .set("aiops.clickhouse.url", "http://127.0.0.1:9");
  }

  /** The built bare extension. */
  public static Path extension() throws IOException {
    try (var files = Files.list(Path.of("target").toAbsolutePath())) {
      return files
          .filter(file -> file.getFileName().toString().matches("aiops-agent-extension-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no extension below target"));
    }
  }

  /** Another option of the JVM. */
  public AppJvm option(String option) {
    options.add(option);
    return this;
  }

  /** An option before all others. */
  public AppJvm before(String option) {
    options.add(0, option);
    return this;
  }

  /** Classes that hide those of the same name. */
  public AppJvm withClasses(Path first) {
    classPath = first + File.pathSeparator + classPath;
    return this;
  }

  /** Classes that those of the same name hide. */
  public AppJvm lastClasses(Path last) {
    classPath = classPath + File.pathSeparator + last;
    return this;
  }

  /** These classes and no library. */
  public AppJvm onlyClasses(Path only) {
    classPath = only.toString();
    return this;
  }

  /** A system property. A later value wins. */
  public AppJvm set(String key, String value) {
    return option("-D" + key + "=" + value);
  }

  /** Sends to this ClickHouse. */
  public AppJvm to(ClickHouse target) {
    return set("aiops.clickhouse.url", target.url().toString())
        .set("aiops.clickhouse.database", target.database())
        .set("aiops.clickhouse.user", target.user())
        .set("aiops.clickhouse.password", target.password());
  }

  /** Runs {@code main} to its end. */
  public Outcome run(Class<?> main, String... args) throws IOException, InterruptedException {
    return start(main, args).end();
  }

  /** Starts {@code main}. */
  public Running start(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(AgentJvm.QUICK_START);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    Path errors = Files.createTempFile(folder, "stderr", ".txt");
    return new Running(new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
  }

  private static Path built(String name) {
    Path jar = Path.of("target", name).toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: run mvn -pl agent-extension -am package");
    }
    return jar;
  }

  /** An app that runs. */
  public static final class Running {

    private final Process process;
    private final Path errors;
    private final List<String> printed = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final CompletableFuture<Void> read;
    private volatile long first;
    private volatile long last;

    private Running(Process process, Path errors) {
      this.process = process;
      this.errors = errors;
      this.read = CompletableFuture.runAsync(this::read);
    }

    /** The process. */
    public Process process() {
      return process;
    }

    /** Waits until the app says that it is done with its calls. */
    public Running awaitDone() throws InterruptedException {
      if (!done.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the app never got done: " + printed);
      }
      return this;
    }

    /**
     * Asks the app to end, as {@code kill} does. {@link Process#destroy} would close what the app
     * prints to as well, while it is still being read.
     */
    public void terminate() {
      process.toHandle().destroy();
    }

    /** What the app has logged until now. */
    public List<String> logged() throws IOException {
      return Files.readAllLines(errors, UTF_8);
    }

    /** Waits for the end. */
    public Outcome end() throws IOException, InterruptedException {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      long end = System.nanoTime();
      read.join();
      return new Outcome(
          exit,
          List.copyOf(printed),
          logged(),
          Duration.ofNanos(last - first),
          Duration.ofNanos(end - last));
    }

    private void read() {
      try (BufferedReader lines = process.inputReader(UTF_8)) {
        lines.lines().forEach(this::line);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } finally {
        done.countDown();
      }
    }

    private void line(String line) {
      last = System.nanoTime();
      first = printed.isEmpty() ? last : first;
      printed.add(line);
      if (line.equals("done")) {
        done.countDown();
      }
    }
  }
}
