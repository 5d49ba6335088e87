/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.ControlAndApprovals;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.mcp.LoopbackMcp;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.example.springai.SpringAiApp;

/** Runs the app on a version of Spring AI with all that it needs, and nothing else. */
public record SpringAiApps(
    Path folder, WireProvider provider, WireProvider local, LoopbackMcp mcp, String version) {

  static final String NEWEST = "2.0.1";

  boolean newest() {
    return version.equals(NEWEST);
  }

  VersionMatrix matrix() {
    return VersionMatrix.of("spring-ai", version);
  }

  Path ledger() {
    return folder.resolve("ledger.txt");
  }

  /** All cases that the version has. */
  AgentJvm.Outcome all(ControlAndApprovals planes) throws Exception {
    Map<String, Reply[]> scripts = new LinkedHashMap<>(Scripts.calls());
    scripts.putAll(newest() ? Scripts.newCalls() : Scripts.oldCalls());
    Map<String, String> settings =
        Map.of(
            "otel.service.name",
            "support-chat",
            "aiops.control.url",
            "http://127.0.0.1:" + planes.port(),
            "aiops.control.token",
            planes.control().token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString());
    return run(scripts, settings, "own"); // without a script: no provider is asked
  }

  AgentJvm.Outcome run(
      Map<String, Reply[]> scripts, Map<String, String> settings, String... unscripted)
      throws Exception {
    scripts.forEach(provider::script);
    scripts.forEach(local::script);
    Map<String, String> all = new HashMap<>(settings);
    String where = ":" + provider.port() + "=";
    all.put("ollama", "http://127.0.0.1:" + local.port());
    all.put("mcp", "http://127.0.0.1:" + mcp.port());
    all.put("aiops.model.hosts", "127.0.0.1" + where + "openai,localhost" + where + "anthropic");
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(provider.port()));
    arguments.add(ledger().toString());
    arguments.addAll(scripts.keySet());
    arguments.addAll(List.of(unscripted));
    return AgentJvm.run(
        folder, classPath(), all, SpringAiApp.class, arguments.toArray(new String[0]));
  }

  private String classPath() throws IOException {
    return classPath(version);
  }

  /** The class path of an app on the newest. */
  public static String newestClassPath() throws IOException {
    return classPath(NEWEST);
  }

  /** The class path of an app on {@code version}. */
  public static String classPath(String version) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "spring-ai", version))) {
      return Stream.concat(
              Stream.of(Path.of("target", "test-classes").toAbsolutePath().toString()),
              jars.map(jar -> jar.toAbsolutePath().toString()).sorted())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
