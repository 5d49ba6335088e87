/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import dev.aiops.agent.springai.SpringAiApps;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.example.springai.ModulesApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spring AI's module for Google's models, over google-genai, which is hooked itself. */
class SpringAiGeminiIT {

  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.02, lease_seconds: 10}]";

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Tag("long")
  @Test
  void eachCallIsOneSpanOfTheModels_askedOnce_chargedOnce() throws Exception {
    provider.script("call", Reply.json(200, GeminiAnswers.hello()));
    provider.script("stream", GeminiAnswers.stream());
    provider.script("calldear", Reply.json(200, GeminiAnswers.hello()));
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    for (String name : List.of("call", "stream")) {
      seesACall(outcome, name);
    }
    refusesWhatDoesNotFit(outcome);
    assertThat(outcome.spans()).hasSize(3);
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private AgentJvm.Outcome run(TestControl control) throws Exception {
    Path prices = folder.resolve("prices.txt");
    Files.writeString(prices, "host 127.0.0.1:" + provider.port() + " google\n");
    return AgentJvm.run(
        folder,
        classPath(),
        Map.of(
            "aiops.prices.file",
            prices.toString(),
            "otel.service.name",
            "support-chat",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()),
        ModulesApp.class,
        "gemini",
        Integer.toString(provider.port()),
        "call",
        "stream",
        "calldear");
  }

  /** The module and the client it names, then Spring's, then what the client needs. */
  private String classPath() throws Exception {
    try (Stream<Path> own = Files.list(Path.of("target", "spring-ai", "google-genai"))) {
      return String.join(
          File.pathSeparator,
          Stream.of(
                  own.map(jar -> jar.toAbsolutePath().toString()),
                  Stream.of(SpringAiApps.newestClassPath()),
                  Stream.of(GenAiJars.classPath("", folder)))
              .flatMap(part -> part)
              .toList());
    }
  }

  private void seesACall(AgentJvm.Outcome outcome, String name) {
    assertThat(outcome.result(name)).as(name).endsWith("Hello");
    AppSpan span = CaseSpans.of(outcome, ModulesApp.GEMINI + name).call();
    assertThat(span.attributes())
        .as(name)
        .contains(
            entry("gen_ai.provider.name", "gcp.gemini"),
            entry("gen_ai.request.stream", name.equals("stream")),
            entry("gen_ai.usage.input_tokens", 105L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "spring-ai"),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L),
            // 95 at 0.10, 10 read at 0.01, 20 at 0.40 per million
            entry("aiops.cost.usd", "0.000017600"),
            entry("aiops.budget.charged", "0.000017600"));
    assertThat(provider.received(name)).as(name).hasSize(1);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("calldear")).contains("BudgetExceededException");
    assertThat(CaseSpans.of(outcome, ModulesApp.GEMINI + "calldear").call().attributes())
        .contains(entry("aiops.call.outcome", "refused"), entry("aiops.call.attempts", 0L));
    assertThat(provider.received("calldear")).isEmpty();
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
