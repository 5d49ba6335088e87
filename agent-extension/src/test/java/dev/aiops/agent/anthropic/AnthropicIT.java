/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.example.anthropic.AnthropicApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on the newest anthropic-java, and on older ones, under the built agent, with each fault,
 * and below a cap that the dear calls do not fit in.
 */
class AnthropicIT {

  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.80, lease_seconds: 10}]";
  private static final Map<String, Reply[]> SCRIPTS = scripts();

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  private static Map<String, Reply[]> scripts() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, Answers.hello());
    for (String name : List.of("chat", "beta", "raw", "unread", "async", "bedrock")) {
      scripts.put(name, new Reply[] {hello});
    }
    for (String name : List.of("chat-dear", "async-dear", "stream-dear", "streamasync-dear")) {
      scripts.put(name, new Reply[] {hello});
    }
    Reply overloaded = Reply.json(529, Answers.error("overloaded_error"));
    scripts.put("chat-tool", new Reply[] {Reply.json(200, Answers.tool())});
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
    scripts.put("chat-crossing", new Reply[] {overloaded, hello});
    scripts.put("async-crossing", new Reply[] {overloaded, hello});
    return scripts;
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    eachCallIsOneSpan("");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "2.15.0"})
  void older_eachCallIsOneSpan_andSettledOnce(String version) throws Exception {
    eachCallIsOneSpan(version);
  }

  private void eachCallIsOneSpan(String version) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(version, control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    seesAnswers(outcome);
    seesOneCallForEveryWay(outcome);
    seesRetriesAndErrors(outcome);
    seesStreams(outcome);
    seesWhatWasGivenUp(outcome);
    refusesWhatDoesNotFit(outcome);
    refusesARetryThatDoesNotFit(outcome);
    assertThat(outcome.spans())
        .allMatch(span -> "anthropic-java".equals(span.attribute("aiops.call.library")));
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private AgentJvm.Outcome run(String version, TestControl control) throws Exception {
    SCRIPTS.forEach(provider::script);
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    arguments.addAll(SCRIPTS.keySet());
    // a host that is nobody's has prices only where somebody says whose
    Path prices = folder.resolve("prices.txt");
    Files.writeString(prices, "host localhost:" + provider.port() + " anthropic\n");
    return AgentJvm.run(
        folder,
        classPath(version),
        Map.of(
            "aiops.prices.file",
            prices.toString(),
            "otel.service.name",
            "support-chat",
            "aiops.model.hosts",
            "127.0.0.1:" + provider.port() + "=anthropic",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()),
        AnthropicApp.class,
        arguments.toArray(new String[0]));
  }

  /** The newest traces itself with the app's own OpenTelemetry API. */
  private static String classPath(String version) throws IOException {
    Stream<String> jars = Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1));
    if (version.isEmpty()) {
      return String.join(File.pathSeparator, Stream.concat(jars, openTelemetry()).toList());
    }
    try (Stream<Path> files = Files.list(Path.of("target", "anthropic", version))) {
      Stream<String> older = files.map(file -> file.toAbsolutePath().toString());
      Stream<String> others = jars.filter(jar -> !jar.contains("anthropic-java-"));
      return String.join(File.pathSeparator, Stream.concat(older, others).toList());
    }
  }

  private static Stream<String> openTelemetry() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> jar.matches(".*opentelemetry-(api|context|common)-\\d[^/]*\\.jar"));
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, AnthropicApp.MODEL + name).call();
  }

  private void seesAnswers(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    AppSpan span = call(outcome, "chat");
    assertThat(span.name()).isEqualTo("chat " + AnthropicApp.MODEL + "chat");
    assertThat(span.kind()).isEqualTo("Client");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "anthropic"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.id", "msg_1"),
            entry("gen_ai.response.model", "claude-sonnet-4-5-20250929"),
            entry("gen_ai.response.finish_reasons", List.of("end_turn")),
            entry("gen_ai.usage.input_tokens", 100L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.cache_read.input_tokens", 10L),
            entry("gen_ai.usage.cache_write.input_tokens", 30L),
            entry("aiops.usage.cache_write_1h.input_tokens", 20L),
            entry("gen_ai.usage.reasoning.output_tokens", 8L),
            entry("aiops.usage.service_tier", "standard"),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "anthropic-java"),
            entry("aiops.call.outcome", "ok"),
            // 60 at 3, 10 read at 0.30, 10 written at 3.75, 20 for an hour at 6, 20 at 15 per
            // million
            entry("aiops.cost.usd", "0.000640500"),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) provider.port()));
    assertThat(outcome.result("bedrock")).isEqualTo("Hello");
    assertThat(call(outcome, "bedrock").attributes())
        .contains(
            entry("gen_ai.provider.name", "aws.bedrock"), entry("server.address", "localhost"));
    assertThat(call(outcome, "chat-tool").attributes())
        .contains(entry("gen_ai.response.finish_reasons", List.of("tool_use")));
  }

  private void seesOneCallForEveryWay(AgentJvm.Outcome outcome) {
    for (String name :
        List.of("chat", "beta", "raw", "async", "stream", "streamasync", "betastream")) {
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.usage.source", "reported"),
              entry("gen_ai.usage.input_tokens", 100L));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private static void seesRetriesAndErrors(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-retry", "async-retry")) {
      AppSpan span = call(outcome, name);
      assertThat(span.attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
      assertThat(span.attempts())
          .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
          .containsExactly(529L, 200L);
    }
    assertThat(call(outcome, "timeout").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.anthropic.errors.AnthropicIoException"));
    assertThat(call(outcome, "closed").attributes()).contains(entry("aiops.call.outcome", "error"));
    assertThat(outcome.result("chat-bad")).contains("BadRequestException");
    assertThat(call(outcome, "chat-bad").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.anthropic.errors.BadRequestException"))
        .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "streamasync", "betastream")) {
      assertThat(outcome.result(name)).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.request.stream", true),
              entry("gen_ai.response.finish_reasons", List.of("end_turn")),
              entry("gen_ai.usage.output_tokens", 20L))
          .containsKey("gen_ai.response.time_to_first_chunk");
    }
    for (String name : List.of("stream-error", "stream-cut")) {
      assertThat(outcome.result(name)).startsWith("threw");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
    }
  }

  private static void seesWhatWasGivenUp(AgentJvm.Outcome outcome) {
    for (String name : List.of("abandon", "abandonasync")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hel");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
    }
    assertThat(call(outcome, "unread").attributes())
        .contains(entry("aiops.call.outcome", "abandoned"));
    AppSpan cancelled = call(outcome, "cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(9_500_000_000L);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-dear", "async-dear", "stream-dear", "streamasync-dear")) {
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

  /** The first attempt may be billed, so the second needs as much once more. */
  private void refusesARetryThatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-crossing", "async-crossing")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "refused"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.budget.charge", "full"));
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
  }

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
