/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.bedrock.BedrockProvider.Reply;
import dev.aiops.agent.springai.SpringAiApps;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.example.springai.ModulesApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spring AI's module for Bedrock, over the AWS SDK, which is hooked itself. Of Spring AI 2.0 there
 * is no such module yet, but for milestones.
 */
class SpringAiConverseIT {

  private static final String VERSION = "1.1.0";

  @TempDir private Path folder;
  private final BedrockProvider provider = BedrockProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Tag("long")
  @Test
  void eachCallIsOneSpanOfTheModels_askedOnce_chargedOnce() throws Exception {
    provider.script("call", Reply.json(Bodies.CONVERSED));
    provider.script("stream", Reply.events(BedrockCases.events()));
    provider.script("calldear", Reply.json(Bodies.CONVERSED));
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(BedrockRuns.POLICY, Instant.now())) {
      outcome = run(control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    for (String name : List.of("call", "stream")) {
      seesACall(outcome, name);
    }
    refusesWhatDoesNotFit(outcome);
    assertThat(outcome.spans()).hasSize(3).allMatch(AppSpan::isModelCall);
    assertThat(BedrockRuns.charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private AgentJvm.Outcome run(TestControl control) throws Exception {
    Path prices = folder.resolve("prices.txt");
    Files.writeString(prices, "host 127.0.0.1:" + provider.port() + " aws\n");
    return AgentJvm.run(
        folder,
        classPath(),
        Map.of(
            // else the SDK would look for them at the cloud's own address
            "aws.region",
            "us-east-1",
            "aws.disableEc2Metadata",
            "true",
            "aiops.prices.file",
            prices.toString(),
            "otel.service.name",
            "support-chat",
            "aiops.model.hosts",
            "127.0.0.1:" + provider.port() + "=aws.bedrock",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()),
        ModulesApp.class,
        "converse",
        Integer.toString(provider.port()),
        "call",
        "stream",
        "calldear");
  }

  private static String classPath() throws IOException {
    return String.join(
        File.pathSeparator,
        Stream.of(
                copied(Path.of("target", "spring-ai", "bedrock-converse")),
                Stream.of(SpringAiApps.classPath(VERSION)),
                copied(Path.of("target", "bedrock", BedrockRuns.NEWEST)),
                AgentJvm.awsClassPath())
            .flatMap(part -> part)
            .toList());
  }

  private static Stream<String> copied(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.map(jar -> jar.toAbsolutePath().toString()).toList().stream();
    }
  }

  private void seesACall(AgentJvm.Outcome outcome, String name) {
    assertThat(outcome.result(name)).as(name).endsWith("Hello");
    AppSpan span = CaseSpans.of(outcome, ModulesApp.CLAUDE + name).call();
    assertThat(span.attributes())
        .as(name)
        .contains(
            entry("gen_ai.provider.name", "aws.bedrock"),
            entry("gen_ai.request.stream", name.equals("stream")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "spring-ai"),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L),
            entry("aiops.cost.usd", "0.000655050"),
            entry("aiops.budget.charged", "0.000655050"));
    assertThat(provider.received(name)).as(name).hasSize(1);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("calldear")).contains("BudgetExceededException");
    assertThat(CaseSpans.of(outcome, ModulesApp.CLAUDE + "calldear").call().attributes())
        .contains(entry("aiops.call.outcome", "refused"), entry("aiops.call.attempts", 0L));
    assertThat(provider.received("calldear")).isEmpty();
  }
}
