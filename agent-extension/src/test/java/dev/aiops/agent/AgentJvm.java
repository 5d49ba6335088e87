/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs an app in a JVM of its own under the built agent jar and hands back what it printed and the
 * spans it exported beside ClickHouse, as OTLP JSON in its log.
 */
public final class AgentJvm {

  /** What a JVM that lives for seconds is better with: the machine has few cores. */
  static final List<String> QUICK_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What one run of an app left behind. */
  public record Outcome(int exitCode, String output, List<AppSpan> spans) {

    /** The lines our agent or the upstream one wrote about a failure of an instrumentation. */
    public List<String> troubles() {
      return output
          .lines()
          .filter(l -> l.contains("xception in instrumentation") || l.contains("Failed to handle"))
          .toList();
    }

    /** What the app printed for a case. */
    public String result(String name) {
      String prefix = name + " -> ";
      return output
          .lines()
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .findFirst()
          .orElse("");
    }
  }

  private AgentJvm() {}

  /**
   * The class path of these tests without the project's own main classes, which the app must not
   * see.
   */
  public static String appClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("classes") || entry.endsWith("test-classes"))
        .filter(entry -> !entry.contains("opentelemetry"))
        .filter(entry -> !entry.contains("aiops-"))
        .filter(entry -> !isOfAws(entry))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The AWS SDK with what it needs, which no app has but those that are about it. */
  public static Stream<String> awsClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(AgentJvm::isOfAws);
  }

  private static boolean isOfAws(String entry) {
    String path = entry.replace(File.separatorChar, '/');
    return path.contains("/software/amazon/") || path.contains("/io/netty/");
  }

  /** Runs {@code main} to its end. */
  public static Outcome run(
      Path folder, String classPath, Map<String, String> settings, Class<?> main, String... args)
      throws IOException, InterruptedException {
    return run(
        Path.of(System.getProperty("java.home")),
        List.of(),
        folder,
        classPath,
        settings,
        main,
        args);
  }

  /** Runs {@code main} to its end on another JVM, with the usual class path. */
  public static Outcome on(
      Path javaHome,
      List<String> options,
      Path folder,
      Map<String, String> settings,
      Class<?> main,
      String... args)
      throws IOException, InterruptedException {
    return run(javaHome, options, folder, appClassPath(), settings, main, args);
  }

  private static Outcome run(
      Path javaHome,
      List<String> options,
      Path folder,
      String classPath,
      Map<String, String> settings,
      Class<?> main,
      String... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    command.addAll(QUICK_START);
    command.add("-javaagent:" + agent());
    command.addAll(options);
    settings(folder, settings).forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    Path log = folder.resolve("app.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(150, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String output = Files.readString(log, UTF_8);
    return new Outcome(process.waitFor(), output, spans(output));
  }

  private static Path agent() {
    Path jar = Path.of("target", "aiops-javaagent.jar").toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: run mvn -pl agent-extension -am package");
    }
    return jar;
  }

  private static Map<String, String> settings(Path folder, Map<String, String> more) {
    Map<String, String> settings = new java.util.TreeMap<>();
    settings.put("otel.traces.exporter", "logging-otlp");
    settings.put("otel.metrics.exporter", "none");
    settings.put("otel.logs.exporter", "none");
    settings.put("otel.bsp.schedule.delay", "100");
    settings.put("otel.service.name", "smoke");
    settings.put("aiops.spool.dir", folder.resolve("spool").toString());
    // nothing listens there: export must not matter to the app
    settings.put("aiops.clickhouse.url", "http://127.0.0.1:9");
    settings.putAll(more);
    return settings;
  }

  private static List<AppSpan> spans(String output) throws IOException {
    List<AppSpan> spans = new ArrayList<>();
    for (String line : output.lines().toList()) {
      int json = line.indexOf("{\"resource\"");
      if (json < 0) {
        continue;
      }
      JsonNode tree = JSON.readTree(line.substring(json));
      tree.path("scopeSpans")
          .forEach(scope -> scope.path("spans").forEach(span -> spans.add(AppSpan.of(span))));
    }
    return spans;
  }
}
