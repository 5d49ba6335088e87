/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.example.anthropic.AnthropicApp;

/** Runs of {@link AnthropicApp} under the built agent: what the provider answers to each case. */
record AnthropicRuns(Path folder, WireProvider provider, WireProvider vertex) {

  private static final Map<String, Reply[]> SCRIPTS = scripts();

  private static final List<String> CLOUDS =
      List.of("bedrocksigned", "bedrocksignedstream", "vertex", "vertexstream");

  /**
   * Whether the library's modules for Bedrock and Vertex are there: of the oldest none is to be
   * had.
   */
  static boolean hasClouds(String version) {
    return !version.equals("2.0.0");
  }

  private static Map<String, Reply[]> scripts() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, Answers.hello());
    for (String name :
        List.of(
            "chat", "beta", "betaasync", "raw", "unread", "async", "bedrock", "bedrocksigned")) {
      scripts.put(name, new Reply[] {hello});
    }
    scripts.put("vertex", new Reply[] {hello});
    scripts.put("vertexstream", new Reply[] {Answers.stream()});
    scripts.put("bedrocksignedstream", new Reply[] {Answers.streamOfBedrock()});
    scripts.put("rawstream", new Reply[] {Answers.stream()});
    scripts.put("count", new Reply[] {Reply.json(200, "{\"input_tokens\":12}")});
    for (String name : List.of("chat-dear", "async-dear", "stream-dear", "streamasync-dear")) {
      scripts.put(name, new Reply[] {hello});
    }
    Reply overloaded = Reply.json(529, Answers.error("overloaded_error"));
    scripts.put(
        "chat-tool",
        new Reply[] {Reply.json(200, Answers.toolUse("weather", "{\"city\":\"Rome\"}"))});
    scripts.put("chat-retry", new Reply[] {overloaded, hello});
    scripts.put("async-retry", new Reply[] {overloaded, hello});
    scripts.put("chat-bad", new Reply[] {Reply.json(400, Answers.error("invalid_request_error"))});
    scripts.put("cancel", new Reply[] {hello.withPause(10_000)});
    scripts.put("timeout", new Reply[] {hello.withPause(5_000)});
    scripts.put("closed", new Reply[] {overloaded.withPause(500), hello});
    scripts.put("stream", new Reply[] {Answers.stream()});
    scripts.put("streamasync", new Reply[] {Answers.stream()});
    scripts.put("betastream", new Reply[] {Answers.stream()});
    scripts.put(
        "stream-error",
        new Reply[] {Reply.events(Answers.begin(), Answers.delta("Hel"), Answers.errorEvent())});
    scripts.put(
        "stream-cut", new Reply[] {Reply.events(Answers.begin(), Answers.delta("Hel")).withCut()});
    scripts.put("abandon", new Reply[] {Answers.stream().withPause(300)});
    scripts.put("abandonasync", new Reply[] {Answers.stream().withPause(300)});
    // last, as they take most of the cap
    scripts.put("both-crossing", new Reply[0]);
    scripts.put("chat-crossing", new Reply[] {overloaded, hello});
    scripts.put("async-crossing", new Reply[] {overloaded, hello});
    return scripts;
  }

  /** All cases, below the caps of {@code control}. */
  AgentJvm.Outcome run(String version, TestControl control) throws Exception {
    return run(
        version,
        SCRIPTS.keySet().stream()
            .filter(name -> !name.matches("(chat|async)-crossing"))
            .filter(name -> hasClouds(version) || !CLOUDS.contains(name))
            .toList(),
        Map.of(
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()));
  }

  AgentJvm.Outcome run(String version, Collection<String> cases, Map<String, String> more)
      throws Exception {
    SCRIPTS.forEach(provider::script);
    SCRIPTS.forEach(vertex::script);
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    arguments.addAll(cases);
    Map<String, String> settings = new HashMap<>(more);
    settings.put("aiops.prices.file", prices().toString());
    settings.put("otel.service.name", "support-chat");
    settings.put("vertex", "http://localhost:" + vertex.port());
    settings.put("aiops.model.hosts", "127.0.0.1:" + provider.port() + "=anthropic");
    return AgentJvm.run(
        folder,
        AnthropicVersions.classPath(version) + clouds(),
        settings,
        AnthropicApp.class,
        arguments.toArray(new String[0]));
  }

  /** What the backends of Bedrock and Vertex sign their requests by. */
  private static String clouds() throws IOException {
    try (Stream<Path> google = Files.list(Path.of("target", "genai", "all"))) {
      return Stream.concat(AgentJvm.awsClassPath(), google.map(Path::toString))
          .map(jar -> File.pathSeparator + jar)
          .collect(Collectors.joining());
    }
  }

  /** A host that is nobody's has prices only where somebody says whose. */
  private Path prices() throws IOException {
    String bedrock = "host localhost:" + provider.port() + " aws\n";
    String google = "host localhost:" + vertex.port() + " google\n";
    return Files.writeString(folder.resolve("prices.txt"), bedrock + google);
  }
}
