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
import dev.aiops.agent.anthropic.Answers;
import dev.aiops.agent.genai.GeminiAnswers;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.example.smoke.ModulesApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Provider modules of LangChain4j that ask by its own HTTP client: Anthropic's, Google AI's,
 * Mistral's and Ollama's.
 */
class LangChain4jModulesIT {

  private static final String POLICY =
      """
      budgets:
        - name: support
          daily_cap: 0.50
          lease_seconds: 10
          unknown_price: {input_per_million: 1, output_per_million: 10}
      """;

  /** Whose the hosts are; what one on the loopback interface serves is priced as theirs. */
  private static final String PRICES =
      """
      host 127.0.0.1:%d anthropic
      host localhost:%d google
      host localhost:%d mistral
      provider mistral
        model wire
          starts_with mistral-wire-
          price input_mtok=0.1 output_mtok=0.3
      """;

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();
  private final WireProvider local = WireProvider.start();

  @AfterEach
  void stop() {
    local.close();
    provider.close();
  }

  @Test
  void eachModule_oneSpanForACall_chargedOnce_byItsProvidersName() throws Exception {
    seesEachModule(AgentJvm.appClassPath());
  }

  /** Of Google AI's there is a newer one, too. */
  @Tag("long")
  @Test
  void onANewerCore_theSame() throws Exception {
    seesEachModule(LangChain4jVersionsIT.classPath(LangChain4jVersionsIT.NEWER_CORE));
  }

  private void seesEachModule(String classPath) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(classPath, control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    seesClaude(outcome);
    seesGemini(outcome);
    seesMistral(outcome);
    seesOllama(outcome);
    refusesWhatDoesNotFit(outcome);
    assertThat(outcome.spans())
        .hasSize(scripts().size() + localScripts().size())
        .allMatch(span -> "langchain4j".equals(span.attribute("aiops.call.library")));
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private static Map<String, Reply[]> scripts() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    scripts.put("claude", new Reply[] {Reply.json(200, Answers.hello())});
    scripts.put("claudestream", new Reply[] {Answers.stream()});
    scripts.put("gemini", new Reply[] {Reply.json(200, GeminiAnswers.hello())});
    scripts.put("geministream", new Reply[] {GeminiAnswers.stream()});
    scripts.put("claudedear", new Reply[] {Reply.json(200, Answers.hello())});
    return scripts;
  }

  private static Map<String, Reply[]> localScripts() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    scripts.put("ollama", new Reply[] {Reply.json(200, OllamaAnswers.hello())});
    scripts.put("ollamastream", new Reply[] {OllamaAnswers.stream()});
    scripts.put("mistral", new Reply[] {Reply.json(200, MistralAnswers.hello())});
    scripts.put("mistralstream", new Reply[] {MistralAnswers.stream()});
    return scripts;
  }

  private AgentJvm.Outcome run(String classPath, TestControl control) throws Exception {
    scripts().forEach(provider::script);
    localScripts().forEach(local::script);
    List<String> arguments =
        new ArrayList<>(List.of(Integer.toString(provider.port()), Integer.toString(local.port())));
    arguments.addAll(scripts().keySet());
    arguments.addAll(localScripts().keySet());
    Path prices = folder.resolve("prices.txt");
    Files.writeString(prices, PRICES.formatted(provider.port(), provider.port(), local.port()));
    return AgentJvm.run(
        folder,
        classPath,
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
        arguments.toArray(new String[0]));
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String model, String name) {
    return CaseSpans.of(outcome, model + name).call();
  }

  private void seesClaude(AgentJvm.Outcome outcome) {
    for (String name : List.of("claude", "claudestream")) {
      AppSpan span = call(outcome, ModulesApp.CLAUDE, name);
      seesACall(outcome, span, name);
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("gen_ai.provider.name", "anthropic"),
              entry("gen_ai.response.id", "msg_1"),
              entry("gen_ai.response.model", "claude-sonnet-4-5-20250929"),
              entry("gen_ai.usage.input_tokens", 100L),
              entry("gen_ai.usage.cache_read.input_tokens", 10L),
              entry("gen_ai.usage.cache_write.input_tokens", 30L),
              // 60 at 3, 10 read at 0.30, 30 written at 3.75, 20 at 15 per million
              entry("aiops.cost.usd", "0.000595500"),
              entry("aiops.budget.charged", "0.000595500"));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private void seesGemini(AgentJvm.Outcome outcome) {
    for (String name : List.of("gemini", "geministream")) {
      AppSpan span = call(outcome, ModulesApp.GEMINI, name);
      seesACall(outcome, span, name);
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("gen_ai.provider.name", "gcp.gemini"),
              entry("gen_ai.response.id", "resp-1"),
              entry("gen_ai.usage.input_tokens", 100L),
              entry("gen_ai.usage.cache_read.input_tokens", 10L),
              entry("gen_ai.usage.reasoning.output_tokens", 8L));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private void seesMistral(AgentJvm.Outcome outcome) {
    for (String name : List.of("mistral", "mistralstream")) {
      AppSpan span = call(outcome, ModulesApp.MISTRAL, name);
      seesACall(outcome, span, name);
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("gen_ai.provider.name", "mistral_ai"),
              entry("gen_ai.response.id", "cmpl-1"),
              entry("gen_ai.response.model", "mistral-small-latest"),
              entry("gen_ai.usage.input_tokens", 100L),
              // 100 at 0.10, 20 at 0.30 per million
              entry("aiops.cost.usd", "0.000016000"),
              entry("aiops.budget.charged", "0.000016000"));
      assertThat(local.received(name)).as(name).hasSize(1);
    }
  }

  /** What a local model costs nobody knows, so the budget says what to charge. */
  private void seesOllama(AgentJvm.Outcome outcome) {
    for (String name : List.of("ollama", "ollamastream")) {
      AppSpan span = call(outcome, ModulesApp.LLAMA, name);
      seesACall(outcome, span, name);
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("gen_ai.provider.name", "ollama"),
              entry("gen_ai.usage.input_tokens", 100L),
              entry("aiops.cost.status", "unpriced"),
              // 100 at 1, 20 at 10 per million
              entry("aiops.budget.charged", "0.000300000"))
          .doesNotContainKey("aiops.cost.usd");
      assertThat(local.received(name)).as(name).hasSize(1);
    }
  }

  private static void seesACall(AgentJvm.Outcome outcome, AppSpan span, String name) {
    boolean stream = name.endsWith("stream");
    // the module for Google AI gives what was thought, too
    assertThat(outcome.result(name)).as(name).endsWith("Hello");
    assertThat(span.attributes())
        .as(name)
        .contains(
            entry("gen_ai.request.stream", stream),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L));
    assertThat(span.attributes().containsKey("gen_ai.response.time_to_first_chunk"))
        .as(name)
        .isEqualTo(stream);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("claudedear")).contains("BudgetExceededException");
    assertThat(call(outcome, ModulesApp.CLAUDE, "claudedear").attributes())
        .contains(entry("aiops.call.outcome", "refused"), entry("aiops.call.attempts", 0L));
    assertThat(provider.received("claudedear")).isEmpty();
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> String.valueOf(span.attributes().getOrDefault("aiops.budget.charged", "0")))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
