/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A JVM of its own, with its output kept and every wait bounded. */
final class ForkedApp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  private ForkedApp(Process process) {
    this.process = process;
    reader = new Thread(this::read, "output of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static Builder java(String mainClass) {
    return new Builder(mainClass);
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) add(line);
    } catch (IOException e) {
      add("(output ended: " + e + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  String output() {
    return String.join("\n", lines());
  }

  /** Lines of its log that contain {@code words}. */
  List<String> linesWith(String words) {
    return lines().stream().filter(line -> line.contains(words)).toList();
  }

  boolean said(String words) {
    return !linesWith(words).isEmpty();
  }

  /** Waits for a line and gives it. */
  String awaitLine(Predicate<String> wanted) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<String> line = lines().stream().filter(wanted).findFirst();
      if (line.isPresent()) return line.get();
      boolean over = System.nanoTime() > until || (!process.isAlive() && !reader.isAlive());
      if (over) throw new AssertionError("the app never said it; it said:\n" + output());
      nap();
    }
  }

  private static void nap() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  void say(String line) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the app does not listen; it said:\n" + output(), e);
    }
  }

  /** Ends its standard input and waits for its exit code. */
  int finish() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      add("(standard input: " + e + ")");
    }
    return exitCode();
  }

  int exitCode() {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the app does not end; it said:\n" + output());
      }
      reader.join(PATIENCE.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** {@code kill -9}, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  @Override
  public void close() {
    if (process.isAlive()) kill();
  }

  /** How to start one. */
  static final class Builder {

    private final String mainClass;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private String classPath = "";
    private List<String> arguments = List.of();

    private Builder(String mainClass) {
      this.mainClass = mainClass;
    }

    Builder classPath(List<String> entries) {
      classPath = String.join(System.getProperty("path.separator"), entries);
      return this;
    }

    Builder option(String option) {
      options.add(option);
      return this;
    }

    Builder property(String key, String value) {
      return option("-D" + key + "=" + value);
    }

    Builder environment(String key, String value) {
      environment.put(key, value);
      return this;
    }

    Builder javaHome(Path home) {
      java = home.resolve("bin").resolve("java").toString();
      return this;
    }

    Builder arguments(String... arguments) {
      this.arguments = List.of(arguments);
      return this;
    }

    ForkedApp start() {
      List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1"));
      command.addAll(options);
      command.addAll(List.of("-cp", classPath, mainClass));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder
          .environment()
          .keySet()
          .removeIf(key -> key.startsWith("OTEL_") || key.startsWith("AIOPS_"));
      builder.environment().putAll(environment);
      try {
        return new ForkedApp(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(command.stream().collect(Collectors.joining(" ")), e);
      }
    }
  }
}
