/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.bedrock.BedrockCases.Case;
import dev.aiops.agent.bedrock.BedrockProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.example.bedrock.BedrockApp;

/** Runs {@link BedrockApp} under the agent, on a version of bedrockruntime. */
record BedrockRuns(Path folder, BedrockProvider provider) {

  static final String NEWEST = "newest";

  /** The first version with Converse: it has no calls that are answered elsewhere. */
  static final String FIRST = "2.25.64";

  /** Cases that need a newer version than the older ones. */
  private static final List<String> NEWER =
      List.of("langchain4j", "langchain4jmany", "langchain4jstream", "bidirectional");

  /** The last three are for one call each, which fits once. */
  static final String POLICY =
      """
      budgets:
        - {name: support, daily_cap: 0.60, lease_seconds: 10, inject_max_tokens: 100}
        - {name: one, daily_cap: 0.12, lease_seconds: 10, match: {model: "*-converse-crossing"}}
        - {name: two, daily_cap: 0.12, lease_seconds: 10, match: {model: "*-async-crossing"}}
        - {name: three, daily_cap: 0.12, lease_seconds: 10, match: {model: "*-stream-crossing"}}
      """;

  /** A host that is nobody's has prices only where somebody says whose; Cohere's have none. */
  private static final String PRICES =
      """
      host 127.0.0.1:%d aws
      provider aws
        model cohere.command-r-v1:0
          starts_with cohere.command-r-v1:0
          price input_mtok=0.5 output_mtok=1.5
      """;

  private static final Map<String, Case> CASES = BedrockCases.all();

  /** What is seen of a version. */
  static VersionMatrix matrix(String version) {
    return VersionMatrix.of(
        "bedrockruntime",
        version.equals(NEWEST) ? VersionMatrix.newest("bedrockruntime") : version);
  }

  /** The model that a case asks for, as the span names it. */
  static String model(String name) {
    Case one = CASES.get(name);
    if (one == null) {
      throw new IllegalArgumentException(name);
    }
    return one.model().replace(BedrockCases.ARN, "");
  }

  /** The span of a case. */
  static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, model(name)).call();
  }

  /** All that the budgets were charged, in USD. */
  static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What upstream calls the spans of those calls of a version that no hook owns. */
  static List<String> ungoverned(String version) {
    return switch (version) {
      case FIRST -> List.of();
      case NEWEST ->
          List.of(
              "BedrockRuntime.StartAsyncInvoke",
              "BedrockRuntime.InvokeModelWithBidirectionalStream");
      default -> List.of("BedrockRuntime.StartAsyncInvoke");
    };
  }

  /** All cases that the version can do, below the caps of {@code control}. */
  AgentJvm.Outcome run(String version, TestControl control) throws Exception {
    Map<String, Case> cases = new LinkedHashMap<>(CASES);
    if (!version.equals(NEWEST)) {
      cases.keySet().removeAll(NEWER);
    }
    if (version.equals(FIRST)) {
      cases.remove("startasync");
    }
    return run(
        version,
        cases,
        Map.of(
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()));
  }

  /** One case on the newest, below no cap. */
  AgentJvm.Outcome run(String name, Map<String, String> more) throws Exception {
    Map<String, Case> one = new LinkedHashMap<>(CASES);
    one.keySet().retainAll(List.of(name));
    return run(NEWEST, one, more);
  }

  private AgentJvm.Outcome run(String version, Map<String, Case> cases, Map<String, String> more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    cases.forEach(
        (name, one) -> {
          provider.script(name, one.replies().toArray(new Reply[0]));
          arguments.addAll(List.of(name, one.model(), one.body()));
        });
    Map<String, String> settings = new HashMap<>(more);
    settings.put("aiops.prices.file", prices().toString());
    settings.put("otel.service.name", "support-chat");
    settings.put("aiops.model.hosts", "127.0.0.1:" + provider.port() + "=aws.bedrock");
    settings.put("aws.maxAttempts", "2"); // each more waits longer
    return AgentJvm.run(
        folder, classPath(version), settings, BedrockApp.class, arguments.toArray(new String[0]));
  }

  private Path prices() throws IOException {
    return Files.writeString(folder.resolve("prices.txt"), PRICES.formatted(provider.port()));
  }

  /** What is not the SDK's own is that of the newest, but for the client that waits. */
  private static String classPath(String version) throws IOException {
    Path folder = Path.of("target", "bedrock", version);
    try (Stream<Path> files = Files.list(folder)) {
      Stream<String> first = files.map(file -> file.toAbsolutePath().toString());
      Stream<String> newest =
          AgentJvm.awsClassPath().filter(jar -> version.equals(NEWEST) || !jar.contains("awssdk"));
      Stream<String> app = Stream.of(AgentJvm.appClassPath());
      return String.join(
          File.pathSeparator, Stream.of(first, app, newest).flatMap(jars -> jars).toList());
    }
  }
}
