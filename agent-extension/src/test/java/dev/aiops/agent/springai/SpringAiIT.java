/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.example.springai.SpringAiApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on Spring AI under the built agent: 2.0 asks through the providers' own clients, which are
 * hooked themselves; 1.x through Spring's, and its models run tools by themselves.
 */
class SpringAiIT {

  private static final String NEWEST = "2.0.1";
  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.50, lease_seconds: 10}]";

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    eachCallIsOneSpan(NEWEST);
  }

  @Test
  void newest_toolWaitsForAPerson_andTheModelReadsADenial() throws Exception {
    toolWaitsForAPerson(NEWEST);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.1.0"})
  void older_theSame_andModelsThatRunToolsCallOnceForEachRound(String version) throws Exception {
    AgentJvm.Outcome outcome = eachCallIsOneSpan(version);
    seesRoundsInsideModels(outcome);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "1.1.0"})
  void older_toolWaitsForAPerson(String version) throws Exception {
    toolWaitsForAPerson(version);
  }

  private AgentJvm.Outcome eachCallIsOneSpan(String version) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(version, scripts(version), settings(control.port(), control.token()));
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    seesAnswers(outcome, version.equals(NEWEST));
    seesRetriesAndErrors(outcome, version.equals(NEWEST));
    seesStreams(outcome);
    seesWhatWasGivenUp(outcome);
    refusesWhatDoesNotFit(outcome);
    seesAModelOfTheAppsOwn(outcome, true);
    seesRuns(outcome);
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
    return outcome;
  }

  private static Map<String, Reply[]> scripts(String version) {
    Map<String, Reply[]> scripts = new LinkedHashMap<>(Scripts.calls());
    if (!version.equals(NEWEST)) {
      scripts.putAll(Scripts.oldCalls());
    }
    return scripts;
  }

  private Map<String, String> settings(int port, String token) {
    return Map.of(
        "otel.service.name",
        "support-chat",
        "aiops.control.url",
        "http://127.0.0.1:" + port,
        "aiops.control.token",
        token,
        "aiops.control.dir",
        folder.resolve("budgets").toString());
  }

  private AgentJvm.Outcome run(
      String version, Map<String, Reply[]> scripts, Map<String, String> settings) throws Exception {
    scripts.forEach(provider::script);
    Map<String, String> all = new HashMap<>(settings);
    String where = ":" + provider.port() + "=";
    all.put("aiops.model.hosts", "127.0.0.1" + where + "openai,localhost" + where + "anthropic");
    List<String> arguments = new ArrayList<>();
    arguments.add(Integer.toString(provider.port()));
    arguments.add(folder.resolve("ledger.txt").toString());
    arguments.addAll(scripts.keySet());
    arguments.add("own"); // without a script: no provider is asked
    return AgentJvm.run(
        folder, classPath(version), all, SpringAiApp.class, arguments.toArray(new String[0]));
  }

  private static String classPath(String version) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "spring-ai", version))) {
      return Stream.concat(
              Stream.of(Path.of("target", "test-classes").toAbsolutePath().toString()),
              jars.map(jar -> jar.toAbsolutePath().toString()).sorted())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return spans(outcome, name).call();
  }

  private static CaseSpans spans(AgentJvm.Outcome outcome, String name) {
    String model = name.startsWith("claude") ? "claude-sonnet-4-5-" : "ft:gpt-4o-2024-";
    return CaseSpans.of(outcome, model + name);
  }

  private void seesAnswers(AgentJvm.Outcome outcome, boolean newest) {
    assertThat(outcome.result("call")).isEqualTo("Hello");
    assertThat(call(outcome, "call").attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "openai"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.id", "chatcmpl-1"),
            entry("gen_ai.response.model", "gpt-4o-2024-08-06"),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.cache_read.input_tokens", 40L),
            entry("gen_ai.usage.reasoning.output_tokens", 8L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "spring-ai"),
            entry("aiops.call.outcome", "ok"),
            entry("aiops.call.attempts", 1L),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) provider.port()));
    assertThat(outcome.result("claude")).contains("Hello");
    assertThat(call(outcome, "claude").attributes())
        .contains(
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.input_tokens", newest ? 100L : 60L),
            entry("aiops.usage.source", "reported"));
    assertThat(outcome.result("embed")).isEqualTo("2 numbers");
    assertThat(outcome.spans())
        .filteredOn(span -> span.name().equals("embeddings text-embedding-3-small"))
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.attributes())
                    .contains(
                        entry("gen_ai.usage.input_tokens", 2L),
                        entry("aiops.cost.status", "priced")));
    assertThat(spans(outcome, "router").tree()).containsExactly("chat ft:gpt-4o-2024-router");
  }

  private void seesRetriesAndErrors(AgentJvm.Outcome outcome, boolean newest) {
    AppSpan retried = call(outcome, "call-retry");
    assertThat(retried.attributes())
        .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
    assertThat(retried.attempts())
        .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
        .containsExactly(503L, 200L);
    assertThat(outcome.result("call-bad")).startsWith("threw");
    assertThat(call(outcome, "call-bad").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry(
                "error.type",
                newest
                    ? "com.openai.errors.BadRequestException"
                    : "org.springframework.ai.retry.NonTransientAiException"))
        .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
  }

  private void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "claudestream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("gen_ai.request.stream", true),
              entry("gen_ai.usage.output_tokens", 20L))
          .containsKey("gen_ai.response.time_to_first_chunk");
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
    assertThat(call(outcome, "stream-cut").attributes())
        .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
  }

  /** Its provider is unknown and so is its price: below a cap it is refused. */
  private static void seesAModelOfTheAppsOwn(AgentJvm.Outcome outcome, boolean capped) {
    assertThat(outcome.result("own"))
        .startsWith(capped ? "threw" : "asked on boundedElastic")
        .contains(capped ? "CostUnboundedException" : "boundedElastic");
  }

  private static void seesWhatWasGivenUp(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("abandon")).isEqualTo("Hel");
    assertThat(call(outcome, "abandon").attributes())
        .contains(
            entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
    AppSpan cancelled = call(outcome, "cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(4_000_000_000L);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("call-dear", "stream-dear", "claude-dear")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "refused"),
              entry("aiops.call.attempts", 0L),
              entry("error.type", "budget_exceeded"));
      assertThat(provider.received(name)).as(name).isEmpty();
    }
  }

  private void seesRuns(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("client")).isEqualTo("Hello");
    assertThat(spans(outcome, "client").tree())
        .containsExactly("invoke_agent ChatClient", "  chat ft:gpt-4o-2024-client");
    assertThat(outcome.result("clientstream")).isEqualTo("Hello");
    assertThat(spans(outcome, "clientstream").tree())
        .containsExactly("invoke_agent ChatClient", "  chat ft:gpt-4o-2024-clientstream");
    for (String name : List.of("tools", "toolstream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(spans(outcome, name).tree())
          .as(name)
          .containsExactly(
              "invoke_agent ChatClient",
              "  chat ft:gpt-4o-2024-" + name,
              "  execute_tool weather",
              "  chat ft:gpt-4o-2024-" + name);
      assertThat(spans(outcome, name).named("execute_tool weather").attributes())
          .contains(
              entry("gen_ai.tool.call.id", "call_7"),
              entry("gen_ai.tool.type", "function"),
              entry("aiops.call.outcome", "ok"));
    }
    assertThat(spans(outcome, "agentastool").tree())
        .containsExactly(
            "invoke_agent ChatClient",
            "  chat ft:gpt-4o-2024-agentastool",
            "  execute_tool weather",
            "    invoke_agent ChatClient",
            "      chat ft:gpt-4o-2024-agentastool",
            "  chat ft:gpt-4o-2024-agentastool");
    seesParallelRuns(outcome);
  }

  private void seesParallelRuns(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("parallel")).isEqualTo("50 right");
    assertThat(provider.received("parallel")).hasSize(50);
    List<AppSpan> calls = spans(outcome, "parallel").calls();
    assertThat(calls).hasSize(50);
    assertThat(calls.stream().map(span -> span.attribute("aiops.run.id")).distinct()).hasSize(50);
    assertThat(calls)
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .contains(entry("aiops.call.attempts", 1L), entry("aiops.call.outcome", "ok"))
                    .containsKey("aiops.budget.charged"));
  }

  /** Each round is a call of its own, with its own usage, beside the tools and not around them. */
  private void seesRoundsInsideModels(AgentJvm.Outcome outcome) {
    for (String name : List.of("modeltools", "modeltools-stream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      List<AppSpan> calls = spans(outcome, name).calls();
      assertThat(calls).as(name).hasSize(2);
      assertThat(calls)
          .allSatisfy(
              span ->
                  assertThat(span.attributes())
                      .contains(
                          entry("gen_ai.usage.input_tokens", 100L),
                          entry("gen_ai.usage.output_tokens", 20L),
                          entry("aiops.call.attempts", 1L),
                          entry("aiops.usage.source", "reported")));
      assertThat(calls.get(0).endNanos()).isLessThanOrEqualTo(calls.get(1).startNanos());
      assertThat(provider.received(name)).hasSize(2);
    }
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private void toolWaitsForAPerson(String version) throws Exception {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    List.of("tools-approved", "tools-denied", "tools-edited")
        .forEach(name -> scripts.put(name, Scripts.tool()));
    AgentJvm.Outcome outcome;
    try (LoopbackApprovals plane = new LoopbackApprovals()) {
      plane.rules(LoopbackApprovals.rule("weather", "weather", 10_000));
      CompletableFuture<AgentJvm.Outcome> app =
          CompletableFuture.supplyAsync(
              () -> quietly(version, scripts, settings(plane.port(), "token")),
              task -> new Thread(task, "app").start());
      plane.book().approve(plane.book().await(0));
      plane.book().deny(plane.book().await(1), "too wet");
      plane.book().approveWith(plane.book().await(2), "{\"city\":\"Oslo\"}");
      outcome = app.get(150, TimeUnit.SECONDS);
      assertThat(plane.outcomes()).hasSize(2).allMatch(told -> told.startsWith("executed"));
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    seesAModelOfTheAppsOwn(outcome, false);
    assertThat(Files.readAllLines(folder.resolve("ledger.txt")))
        .containsExactly("weather Rome", "weather Oslo");
    assertThat(toldToTheModel("tools-denied"))
        .contains("Not executed: A person declined", "Reason: too wet");
    assertThat(toldToTheModel("tools-edited")).contains("changed its arguments");
    assertThat(
            outcome.spans().stream()
                .filter(span -> span.name().equals("execute_tool weather"))
                .map(span -> span.attribute("aiops.approval.state")))
        .containsExactly("EXECUTED", "DENIED", "EXECUTED");
  }

  private String toldToTheModel(String name) {
    return provider.received(name).get(1).body();
  }

  private AgentJvm.Outcome quietly(
      String version, Map<String, Reply[]> scripts, Map<String, String> settings) {
    try {
      return run(version, scripts, settings);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
