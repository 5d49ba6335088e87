/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.langchain4j.LoopbackProvider;
import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.example.openai.OpenAiApp;
import org.example.smoke.SmokeApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Our own code fails in each call, run and tool: the app does not notice, our log says so once. */
@Execution(ExecutionMode.CONCURRENT)
class OwnFaultsIT {

  private static final String SPI =
      "META-INF/services/io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider";

  @TempDir Path folder;

  @Test
  void openAi_blockingAsyncAndStreamed_comeThroughUnchanged() throws Exception {
    String[] cases = {
      "chat",
      "chat-fail",
      "raw",
      "async",
      "async-fail",
      "then",
      "stream",
      "streamasync",
      "desk",
      "responses",
      "embeddings",
      "parallel"
    };
    try (WireProvider provider = WireProvider.start()) {
      List.of(cases).forEach(name -> script(provider, name));
      String[] arguments = arguments(provider.port(), cases);
      AppJvm.Outcome plain = AppJvm.plain(folder).run(OpenAiApp.class, arguments);
      AppJvm.Outcome broken =
          hostile()
              .set("aiops.runs.methods", "org.example.openai.Desk[ask]")
              .set("aiops.model.hosts", "127.0.0.1:" + provider.port() + "=openai")
              .run(OpenAiApp.class, arguments);

      comesThrough(plain, broken);
    }
  }

  @Test
  void langChain4j_blockingStreamedAndWithTools_comeThroughUnchanged() throws Exception {
    String[] cases = {
      "chat",
      "fail",
      "tools",
      "paralleltools",
      "brokentool",
      "agentastool",
      "fallback",
      "memory",
      "result",
      "stream",
      "streamfail",
      "tokenstream",
      "tokenstreamlater",
      "embeddings",
      "parallel"
    };
    try (LoopbackProvider one = LoopbackProvider.start();
        LoopbackProvider other = LoopbackProvider.start()) {
      AppJvm.Outcome plain = AppJvm.plain(folder).run(SmokeApp.class, one.arguments(cases));
      AppJvm.Outcome broken = hostile().run(SmokeApp.class, other.arguments(cases));

      comesThrough(plain, broken);
    }
  }

  private static void comesThrough(AppJvm.Outcome plain, AppJvm.Outcome broken) {
    assertThat(broken.printed()).isEqualTo(plain.printed()).endsWith("done");
    assertThat(broken.exitCode()).isEqualTo(plain.exitCode());
    List<String> faults =
        broken.warnings().stream()
            .filter(line -> line.contains("failed; the app is not affected"))
            .map(line -> line.substring(line.indexOf("[aiops]")))
            .toList();
    assertThat(faults)
        .doesNotHaveDuplicates()
        .anyMatch(line -> line.contains("starting a model call"))
        .anyMatch(line -> line.contains("ending the span of a model call"))
        .anyMatch(line -> line.contains("ending the span of a run"));
  }

  private static void script(WireProvider provider, String name) {
    Reply reply =
        name.endsWith("-fail")
            ? Reply.json(500, "{\"error\":{\"message\":\"on demand\"}}")
            : Reply.json(200, Answers.chat("Hello"));
    provider.script(
        name,
        switch (name) {
          case "stream", "streamasync" -> Answers.stream("Hel", "lo");
          case "responses" ->
              Reply.json(200, Answers.response("completed", Answers.responseOutput()));
          case "embeddings" -> Reply.json(200, Answers.embedding());
          default -> reply;
        });
  }

  private static String[] arguments(int port, String... cases) {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
    arguments.addAll(Arrays.asList(cases));
    return arguments.toArray(new String[0]);
  }

  private AppJvm hostile() throws IOException {
    return AppJvm.withAgent(folder).set("otel.javaagent.extensions", extension().toString());
  }

  private Path extension() throws IOException {
    try (TestJar jar = new TestJar(folder.resolve("hostile.jar"))) {
      return jar.text(SPI, "org.example.hostile.HostileExtension")
          .classOf("org.example.hostile.HostileExtension")
          .classOf("org.example.hostile.HostileProcessor")
          .written();
    }
  }
}
