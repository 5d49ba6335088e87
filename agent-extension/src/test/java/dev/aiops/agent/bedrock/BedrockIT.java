/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.bedrock.BedrockProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.example.bedrock.BedrockApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on the newest, on a middle and on the first bedrockruntime with Converse, under the built
 * agent, with each fault, and below a cap that the dear calls do not fit in.
 */
class BedrockIT {

  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.50, lease_seconds: 10, inject_max_tokens: 100}]";

  /** The price list knows a model of this name whatever follows. */
  private static final String CLAUDE = "us.anthropic.claude-sonnet-4-5-20250929-v1:0-";

  private static final String ARN = "arn:aws:bedrock:us-east-1::foundation-model/";
  private static final String PROFILE =
      "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3";

  /** A case of the app. */
  private record Case(String model, String body, List<Reply> replies) {

    Case(String model, String body, Reply... replies) {
      this(model, body, List.of(replies));
    }
  }

  private static final String NEWEST = "newest";
  private static final Set<Object> LIBRARIES = Set.of("bedrockruntime", "langchain4j");
  private static final Map<String, Case> CASES = cases();

  @TempDir private Path folder;
  private final BedrockProvider provider = BedrockProvider.start();

  private static Map<String, Case> cases() {
    Map<String, Case> cases = new LinkedHashMap<>();
    Reply hello = Reply.json(Bodies.CONVERSED);
    Reply throttled = Reply.error(429, "ThrottlingException");
    for (String name : List.of("converse", "async", "langchain4j", "converse-dear", "async-dear")) {
      cases.put(name, converse(name, hello));
    }
    cases.put("converse-tool", converse("converse-tool", Reply.json(Bodies.CONVERSED_TOOL)));
    cases.put("converse-arn", new Case(ARN + "amazon.nova-lite-v1:0-arn", "", hello));
    cases.put("converse-profile", new Case(PROFILE, "", hello));
    cases.put("converse-unlimited", new Case("amazon.titan-text-express-v1-converse", "", hello));
    cases.put("converse-retry", converse("converse-retry", throttled, hello));
    cases.put("async-retry", converse("async-retry", throttled, hello));
    cases.put("converse-bad", converse("converse-bad", Reply.error(400, "ValidationException")));
    cases.put("async-bad", converse("async-bad", Reply.error(400, "ValidationException")));
    cases.put("cancel", converse("cancel", hello.withPause(10_000)));
    cases.put("stream", converse("stream", Reply.events(events())));
    cases.put("stream-retry", converse("stream-retry", throttled, Reply.events(events())));
    cases.put("stream-dear", converse("stream-dear", Reply.events(events())));
    cases.put("stream-error", converse("stream-error", Reply.events(begunAnd(exception()))));
    cases.put("stream-cut", converse("stream-cut", Reply.events(begunAnd()).withCut()));
    cases.put("stream-short", converse("stream-short", Reply.events(begunAnd())));
    cases.put("abandon", converse("abandon", Reply.events(events()).withPause(200)));
    cases.put(
        "invoke-unlimited",
        new Case(
            "amazon.titan-text-express-v1-unlimited",
            "{\"inputText\":\"Why is the sky blue?\"}",
            Reply.json(Bodies.TITAN)));
    invoked(cases);
    return cases;
  }

  private static Case converse(String name, Reply... replies) {
    return new Case(CLAUDE + name, "", replies);
  }

  private static void invoked(Map<String, Case> cases) {
    invoke(cases, "claude", CLAUDE, Bodies.CLAUDE_ASKED, Bodies.CLAUDE, Bodies.CLAUDE_EVENTS);
    invoke(
        cases,
        "nova",
        "eu.amazon.nova-lite-v1:0-",
        Bodies.NOVA_ASKED,
        Bodies.NOVA,
        Bodies.NOVA_EVENTS);
    invoke(
        cases,
        "titan",
        "amazon.titan-text-express-v1-",
        Bodies.TITAN_ASKED,
        Bodies.TITAN,
        Bodies.TITAN_EVENTS);
    invoke(
        cases,
        "llama",
        "meta.llama3-1-8b-instruct-v1:0-",
        Bodies.LLAMA_ASKED,
        Bodies.LLAMA,
        Bodies.LLAMA_EVENTS);
    invoke(
        cases,
        "mistral",
        "mistral.mistral-large-2402-v1:0-",
        Bodies.MISTRAL_ASKED,
        Bodies.MISTRAL,
        Bodies.MISTRAL_EVENTS);
    invoke(
        cases,
        "cohere",
        "cohere.command-r-v1:0-",
        Bodies.COMMAND_R_ASKED,
        Bodies.COMMAND_R,
        Bodies.COMMAND_R_EVENTS);
  }

  private static void invoke(
      Map<String, Case> cases,
      String name,
      String model,
      String asked,
      String answer,
      List<String> events) {
    List<byte[]> chunks = events.stream().map(BedrockProvider::chunk).toList();
    cases.put("invoke-" + name, new Case(model + "invoke", asked, Reply.json(answer)));
    if (name.equals("claude")) {
      cases.put("invokeasync-claude", new Case(model + "async", asked, Reply.json(answer)));
    }
    cases.put("chunks-" + name, new Case(model + "chunks", asked, Reply.events(chunks)));
  }

  /** API_runtime_ConverseStream.html. */
  private static List<byte[]> events() {
    return begunAnd(
        delta("lo"),
        BedrockProvider.event("contentBlockStop", "{\"contentBlockIndex\":0}"),
        BedrockProvider.event("messageStop", "{\"stopReason\":\"end_turn\"}"),
        BedrockProvider.event(
            "metadata",
            "{\"metrics\":{\"latencyMs\":551},\"usage\":{\"cacheReadInputTokens\":10,"
                + "\"cacheWriteInputTokens\":30,\"inputTokens\":60,\"outputTokens\":20,"
                + "\"totalTokens\":120}}"));
  }

  private static List<byte[]> begunAnd(byte[]... more) {
    List<byte[]> events = new ArrayList<>();
    events.add(BedrockProvider.event("messageStart", "{\"role\":\"assistant\"}"));
    events.add(delta("Hel"));
    events.addAll(List.of(more));
    return events;
  }

  private static byte[] delta(String text) {
    return BedrockProvider.event(
        "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"}}");
  }

  private static byte[] exception() {
    return BedrockProvider.exception("modelStreamErrorException");
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    AgentJvm.Outcome outcome = eachCallIsOneSpan(NEWEST);
    assertThat(outcome.result("langchain4j")).isEqualTo("Hello");
    assertThat(call(outcome, "langchain4j").attributes())
        .contains(
            entry("aiops.call.library", "langchain4j"),
            entry("aiops.call.attempts", 1L),
            entry("gen_ai.usage.input_tokens", 100L));
    assertThat(provider.received("langchain4j")).hasSize(1);
    assertThat(call(outcome, "converse").attributes())
        .contains(
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.cache_read.input_tokens", 10L),
            entry("gen_ai.usage.cache_write.input_tokens", 30L),
            // 60 at 3.30, 10 read at 0.33, 30 written at 4.125, 20 at 16.50 per million
            entry("aiops.cost.usd", "0.000655050"),
            entry("aiops.cost.status", "priced"));
    assertThat(call(outcome, "stream").attributes())
        .contains(entry("gen_ai.usage.input_tokens", 100L), entry("aiops.cost.usd", "0.000655050"));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"2.25.64", "2.40.0"})
  void older_eachCallIsOneSpan_andSettledOnce(String version) throws Exception {
    eachCallIsOneSpan(version);
  }

  private AgentJvm.Outcome eachCallIsOneSpan(String version) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(version, control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    assertThat(outcome.spans())
        .as("upstream's spans, and what it says of GenAI on them, are left out")
        .allMatch(span -> LIBRARIES.contains(span.attribute("aiops.call.library")));
    seesAnswers(outcome);
    seesOneCallForEveryWay(outcome);
    seesRetriesAndErrors(outcome);
    seesStreams(outcome);
    seesWhatWasGivenUp(outcome);
    seesEachFamily(outcome);
    refusesWhatDoesNotFit(outcome);
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
    return outcome;
  }

  private AgentJvm.Outcome run(String version, TestControl control) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    Map<String, Case> cases = new LinkedHashMap<>(CASES);
    if (!version.equals(NEWEST)) {
      cases.remove("langchain4j"); // it needs a newer one
    }
    cases.forEach(
        (name, one) -> {
          provider.script(name, one.replies().toArray(new Reply[0]));
          arguments.addAll(List.of(name, one.model(), one.body()));
        });
    // a host that is nobody's has prices only where somebody says whose
    Path prices = folder.resolve("prices.txt");
    Files.writeString(prices, "host 127.0.0.1:" + provider.port() + " aws\n");
    return AgentJvm.run(
        folder,
        classPath(version),
        Map.of(
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
        BedrockApp.class,
        arguments.toArray(new String[0]));
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

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    String model = Objects.requireNonNull(CASES.get(name), name).model();
    return CaseSpans.of(outcome, model.replace(ARN, "")).call();
  }

  private void seesAnswers(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("converse")).isEqualTo("Hello");
    AppSpan span = call(outcome, "converse");
    assertThat(span.name()).isEqualTo("chat " + CLAUDE + "converse");
    assertThat(span.kind()).isEqualTo("Client");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "aws.bedrock"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.temperature", 0.5),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.id", "req-1"),
            entry("gen_ai.response.finish_reasons", List.of("end_turn")),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.outcome", "ok"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) provider.port()));
    assertThat(call(outcome, "converse-tool").attributes())
        .contains(
            entry("gen_ai.response.finish_reasons", List.of("tool_use")),
            entry("gen_ai.usage.input_tokens", 60L));
    assertThat(call(outcome, "converse-arn").attributes())
        .contains(
            entry("gen_ai.request.model", "amazon.nova-lite-v1:0-arn"),
            entry("aiops.cost.status", "priced"));
    assertThat(provider.received("converse-unlimited").get(0)).contains("\"maxTokens\":100");
    assertThat(provider.received("invoke-unlimited").get(0)).contains("\"maxTokenCount\":100");
  }

  private void seesOneCallForEveryWay(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse", "async", "stream", "invokeasync-claude", "chunks-nova")) {
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.usage.source", "reported"));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private static void seesRetriesAndErrors(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse-retry", "async-retry", "stream-retry")) {
      AppSpan span = call(outcome, name);
      assertThat(span.attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
      assertThat(span.attempts())
          .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
          .containsExactly(429L, 200L);
    }
    for (String name : List.of("converse-bad", "async-bad")) {
      assertThat(outcome.result(name)).contains("ValidationException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "error"),
              entry(
                  "error.type",
                  "software.amazon.awssdk.services.bedrockruntime.model.ValidationException"))
          .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
    }
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "stream-retry")) {
      assertThat(outcome.result(name)).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.request.stream", true),
              entry("gen_ai.response.id", "req-1"),
              entry("gen_ai.response.finish_reasons", List.of("end_turn")),
              entry("gen_ai.usage.output_tokens", 20L))
          .containsKey("gen_ai.response.time_to_first_chunk");
    }
    assertThat(outcome.result("stream-error")).startsWith("Hel threw ModelStreamErrorException");
    assertThat(outcome.result("stream-cut")).startsWith("Hel threw");
    for (String name : List.of("stream-error", "stream-cut", "stream-short")) {
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
    }
  }

  private static void seesWhatWasGivenUp(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("abandon")).startsWith("stopped true");
    assertThat(call(outcome, "abandon").attributes())
        .contains(
            entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
    assertThat(outcome.result("cancel")).isEqualTo("cancelled true");
    AppSpan cancelled = call(outcome, "cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(9_500_000_000L);
  }

  private static void seesEachFamily(AgentJvm.Outcome outcome) {
    for (String family : List.of("claude", "nova", "titan", "llama", "mistral", "cohere")) {
      for (String way : List.of("invoke-", "chunks-")) {
        AppSpan span = call(outcome, way + family);
        assertThat(outcome.result(way + family)).as(way + family).isNotEmpty();
        assertThat(span.attributes())
            .as(way + family)
            .contains(
                entry("aiops.call.outcome", "ok"),
                entry("aiops.usage.source", "reported"),
                entry("gen_ai.usage.output_tokens", 20L),
                entry("aiops.cost.status", "priced"))
            .containsKeys("gen_ai.response.id", "gen_ai.response.finish_reasons");
        assertThat(span.attributes().containsKey("gen_ai.response.time_to_first_chunk"))
            .as(way + family)
            .isEqualTo(way.equals("chunks-"));
      }
    }
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("converse-dear", "async-dear", "stream-dear")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      refused(outcome, name, "budget_exceeded");
    }
    assertThat(outcome.result("stream-dear")).endsWith("told BudgetExceededException");
    assertThat(outcome.result("converse-profile")).contains("CostUnboundedException");
    refused(outcome, "converse-profile", "cost_unbounded");
  }

  private void refused(AgentJvm.Outcome outcome, String name, String error) {
    assertThat(call(outcome, name).attributes())
        .as(name)
        .contains(
            entry("aiops.call.outcome", "refused"),
            entry("aiops.call.attempts", 0L),
            entry("error.type", error));
    assertThat(provider.received(name)).as(name).isEmpty();
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
