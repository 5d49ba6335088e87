/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo;

import dev.aiops.demo.provider.ProviderSimulator;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The support desk in a JVM of its own, with the agent attached and its words listened to. */
final class SampleApp implements AutoCloseable {

  private static final String MAIN = "dev.aiops.demo.supportdesk.SupportDesk";
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final Duration OUTPUT_ENDS = Duration.ofSeconds(10);

  private final Process process;
  private final Thread listener;
  private final Thread killer = new Thread(this::kill, "aiops-demo-stop");

  private SampleApp(Process process, Consumer<String> says) {
    this.process = process;
    listener = new Thread(() -> listen(says), "support-desk");
    listener.setDaemon(true);
    listener.start();
    // Ctrl-C on the demo must not leave the app behind
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /**
   * Runs it against a provider, to its end.
   *
   * @return what it said
   * @throws IllegalStateException with its last words where it failed
   */
  static List<String> work(
      DemoSettings settings,
      Deployment deployment,
      ProviderSimulator provider,
      PrintStream progress)
      throws IOException, InterruptedException {
    Listener listener = new Listener(progress);
    try (SampleApp app = start(settings, deployment, provider, listener)) {
      int code = app.exitCode();
      if (code != 0) {
        throw new IllegalStateException(
            "the sample app failed with exit code "
                + code
                + "; its last words:\n"
                + listener.tail());
      }
      return listener.lines();
    }
  }

  private static SampleApp start(
      DemoSettings settings,
      Deployment deployment,
      ProviderSimulator provider,
      Consumer<String> says)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(settings, deployment)).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(settings.environment());
    environment.keySet().removeIf(DemoSettings::withheld);
    environment.put("OPENAI_BASE_URL", provider.baseUrl());
    environment.put("OPENAI_API_KEY", "sk-demo");
    environment.put("OTEL_SERVICE_NAME", Demo.SERVICE);
    environment.put("OTEL_RESOURCE_ATTRIBUTES", "service.version=" + deployment.version());
    // the simulator asks OpenAI's prices; a host nobody has named is never priced
    environment.put("AIOPS_MODEL_HOSTS", provider.root().getAuthority() + "=openai");
    environment.put("AIOPS_TEAM", "customer-care");
    environment.put("AIOPS_ENVIRONMENT", "demo");
    environment.putAll(deployment.environment());
    return new SampleApp(builder.start(), says);
  }

  private static List<String> command(DemoSettings settings, Deployment deployment) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-javaagent:" + settings.agentJar());
    String app = settings.supportDesk().toString();
    command.addAll(List.of("-cp", app + "/*" + File.pathSeparator + app + "/lib/*"));
    command.add(MAIN);
    command.addAll(deployment.scenes());
    return command;
  }

  private void listen(Consumer<String> says) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(says);
    } catch (IOException | java.io.UncheckedIOException e) {
      says.accept("(its output ended: " + e.getMessage() + ")");
    }
  }

  /** Waits for its end. */
  private int exitCode() throws InterruptedException {
    if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          "the sample app did not end within "
              + LONGEST.toMinutes()
              + " min: the machine may be overloaded, start again");
    }
    listener.join(OUTPUT_ENDS.toMillis());
    return process.exitValue();
  }

  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // this JVM is ending, and the hook does what was just done
    }
  }

  private void kill() {
    process.destroyForcibly();
  }
}
