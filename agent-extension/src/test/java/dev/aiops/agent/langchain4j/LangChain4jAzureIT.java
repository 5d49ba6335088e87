/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.Answers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.example.smoke.AzureApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * LangChain4j's module for Azure OpenAI, which asks by Azure's SDK: no hook sees its requests. What
 * a deployment may cost only the budget can say, as its name tells no model.
 */
class LangChain4jAzureIT {

  private static final String POLICY =
      """
      budgets:
        - name: support
          daily_cap: 0.50
          lease_seconds: 10
          unknown_price: {input_per_million: 1, output_per_million: 10}
      """;

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Tag("long")
  @Test
  void eachCallIsOneSpan_chargedOnce_andWhatDoesNotFitIsNotSent() throws Exception {
    provider.script("chat", Reply.json(200, Answers.chat("Hello")));
    provider.script("chatdear", Reply.json(200, Answers.chat("Hello")));
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    seesTheCall(outcome);
    refusesWhatDoesNotFit(outcome);
    // Azure's SDK has a span of its own below, which upstream lets through and which has no usage
    assertThat(outcome.spans()).filteredOn(AppSpan::isModelCall).hasSize(2);
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private AgentJvm.Outcome run(TestControl control) throws Exception {
    return AgentJvm.run(
        folder,
        AgentJvm.appClassPath(),
        Map.of(
            "otel.service.name",
            "support-chat",
            "aiops.model.hosts",
            "127.0.0.1:" + provider.port() + "=azure.ai.openai",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()),
        AzureApp.class,
        Integer.toString(provider.port()),
        "chat",
        "chatdear");
  }

  private void seesTheCall(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    AppSpan span = CaseSpans.of(outcome, AzureApp.DEPLOYMENT + "chat").call();
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.provider.name", "azure.ai.openai"),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.model", "gpt-4o-2024-08-06"),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "langchain4j"),
            entry("aiops.call.outcome", "ok"))
        .containsKey("aiops.budget.charged");
    assertThat(provider.received("chat")).hasSize(1);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chatdear")).contains("BudgetExceededException");
    assertThat(CaseSpans.of(outcome, AzureApp.DEPLOYMENT + "chatdear").call().attributes())
        .contains(entry("aiops.call.outcome", "refused"));
    assertThat(provider.received("chatdear")).isEmpty();
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
