/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.e2e;

import dev.aiops.clickhouse.ClickHouse;
import dev.aiops.clickhouse.junit.TestDatabase;
import dev.aiops.demo.provider.ProviderSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The agent jar as it is shipped, and what an operator sets. Immutable. */
final class Agent {

  private final Path jar;
  private final Map<String, String> settings;

  private Agent(Path jar, Map<String, String> settings) {
    this.jar = jar;
    this.settings = settings;
  }

  /** The built agent, writing to {@code database} by way of {@code spool}. */
  static Agent writingTo(TestDatabase database, Path spool) {
    ClickHouse log = database.ingest();
    return new Agent(built("aiops-javaagent.jar"), Map.of())
        .with("aiops.clickhouse.url", log.url().toString())
        .with("aiops.clickhouse.database", log.database())
        .with("aiops.clickhouse.user", log.user())
        .with("aiops.clickhouse.password", log.password())
        .with("aiops.spool.dir", spool.toString())
        // the provider's book tells requests apart by their trace headers
        .with("aiops.model.http.spans", "true");
  }

  /** The same settings, but the bare extension on OpenTelemetry's own agent jar. */
  Agent asExtensionOfUpstream() {
    return new Agent(built("upstream/opentelemetry-javaagent.jar"), settings)
        .with("otel.javaagent.extensions", extension().toString());
  }

  Agent with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(key, value);
    return new Agent(jar, more);
  }

  /** Prices are known by host: {@code provider} stands in for OpenAI. */
  Agent pricing(ProviderSimulator provider) {
    return with("aiops.model.hosts", provider.root().getAuthority() + "=openai");
  }

  Agent named(String service) {
    return with("otel.service.name", service);
  }

  ForkedApp.Builder on(ForkedApp.Builder app) {
    app.option("-javaagent:" + jar);
    settings.forEach(app::property);
    return app;
  }

  /** The lines of {@code app} in which the agent, ours or the upstream one, complains. */
  static List<String> complaints(ForkedApp app) {
    return app.lines().stream().filter(Agent::complains).toList();
  }

  private static boolean complains(String line) {
    boolean upstream = line.contains("[otel.javaagent") && !line.contains(" INFO ");
    return upstream || line.contains("[aiops]") || line.contains("the app is not affected");
  }

  /** Its name carries the version. */
  private static Path extension() {
    try (Stream<Path> files = Files.list(built("aiops-javaagent.jar").getParent())) {
      return files
          .filter(file -> file.getFileName().toString().matches("aiops-agent-extension-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no extension jar: mvn package"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path built(String name) {
    Path agent = Path.of(System.getProperty("aiops.test.agent")).normalize();
    Path file = agent.resolveSibling(name);
    if (!Files.exists(file)) throw new IllegalStateException(file + " is missing: mvn package");
    return file;
  }
}
