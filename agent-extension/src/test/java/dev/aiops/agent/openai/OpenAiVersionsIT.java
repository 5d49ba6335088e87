/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.openai;

import static dev.aiops.agent.openai.Answers.chat;
import static dev.aiops.agent.openai.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
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
import org.example.openai.OpenAiVersionsApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on each major version of openai-java under the built agent, below a cap that the dear
 * calls do not fit in. What the newest has beyond that is in {@code OpenAiIT}.
 */
class OpenAiVersionsIT {

  private static final String OLDEST = "1.1.0";
  private static final String NEWEST = VersionMatrix.newest("openai-java-core");
  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.50, lease_seconds: 10}]";
  private static final List<String> DEAR =
      List.of("chat-dear", "async-dear", "stream-dear", "streamasync-dear");
  private static final Map<String, Reply[]> SCRIPTS = scripts();

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  private static Map<String, Reply[]> scripts() {
    Map<String, Reply[]> scripts = new LinkedHashMap<>();
    Reply hello = Reply.json(200, chat("Hello"));
    Reply busy = Reply.json(429, error("rate_limit_exceeded"));
    for (String name : List.of("chat", "raw", "async")) {
      scripts.put(name, new Reply[] {hello});
    }
    DEAR.forEach(name -> scripts.put(name, new Reply[] {hello}));
    scripts.put("chat-retry", new Reply[] {busy, hello});
    scripts.put("async-retry", new Reply[] {busy, hello});
    scripts.put("chat-bad", new Reply[] {Reply.json(400, error("context_length_exceeded"))});
    scripts.put("async-bad", new Reply[] {Reply.json(400, error("context_length_exceeded"))});
    scripts.put("cancel", new Reply[] {hello.withPause(10_000)});
    Reply stream = withUsage("Hel", "lo");
    scripts.put("stream", new Reply[] {stream});
    scripts.put("streamasync", new Reply[] {stream});
    scripts.put("abandon", new Reply[] {stream.withPause(300)});
    scripts.put("embeddings", new Reply[] {Reply.json(200, Answers.embedding())});
    scripts.put(
        "responses",
        new Reply[] {Reply.json(200, Answers.response("completed", Answers.responseOutput()))});
    return scripts;
  }

  private static Reply withUsage(String... pieces) {
    List<String> events = new ArrayList<>();
    List.of(pieces).forEach(piece -> events.add(Answers.delta(piece)));
    events.addAll(List.of(Answers.stop(), Answers.usage(), Answers.DONE));
    return Reply.events(events.toArray(new String[0]));
  }

  @AfterEach
  void stop() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, ""})
  void oldestAndNewest_eachCallIsOneSpan_andSettledOnce(String version) throws Exception {
    sameSpans(version.isEmpty() ? NEWEST : version);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"2.20.1", "3.7.1", "4.0.0"})
  void between_eachCallIsOneSpan_andSettledOnce(String version) throws Exception {
    sameSpans(version);
  }

  private void sameSpans(String version) throws Exception {
    AgentJvm.Outcome outcome;
    BigDecimal spent;
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      outcome = run(version, control);
      spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(outcome.troubles()).isEmpty();
    assertThat(outcome.output()).doesNotContain("the app is not affected");

    VersionMatrix matrix = VersionMatrix.of("openai-java", version);
    matrix.check(Case.SUCCESS, () -> seesAnswers(outcome));
    matrix.check(Case.ERROR, () -> seesErrors(outcome));
    matrix.check(Case.RETRY, () -> seesRetries(outcome));
    matrix.check(Case.STREAM, () -> seesStreams(outcome));
    matrix.check(Case.ABANDONED, () -> seesAbandoned(outcome));
    matrix.check(Case.CANCEL, () -> seesCancelled(outcome));
    matrix.check(Case.CAP, () -> refusesWhatDoesNotFit(outcome));
    matrix.without(Case.HELD, "the library runs no tools");
    matrix.without(Case.APPROVED, "the library runs no tools");
    assertThat(outcome.spans())
        .hasSize(SCRIPTS.size())
        .allMatch(span -> "openai-java".equals(span.attribute("aiops.call.library")));
    assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
  }

  private AgentJvm.Outcome run(String version, TestControl control) throws Exception {
    SCRIPTS.forEach(provider::script);
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(provider.port())));
    arguments.addAll(SCRIPTS.keySet());
    Path prices = folder.resolve("prices.txt");
    Files.writeString(
        prices,
        """
        provider openai
          model wire
            starts_with wire-
            price input_mtok=2.5 output_mtok=10
        """);
    return AgentJvm.run(
        folder,
        classPath(version),
        Map.of(
            "aiops.prices.file",
            prices.toString(),
            "otel.service.name",
            "support-chat",
            "aiops.model.hosts",
            "127.0.0.1:" + provider.port() + "=openai",
            "aiops.control.url",
            "http://127.0.0.1:" + control.port(),
            "aiops.control.token",
            control.token(),
            "aiops.control.dir",
            folder.resolve("budgets").toString()),
        OpenAiVersionsApp.class,
        arguments.toArray(new String[0]));
  }

  private static String classPath(String version) throws IOException {
    if (version.equals(NEWEST)) {
      return AgentJvm.appClassPath();
    }
    Stream<String> jars = Arrays.stream(AgentJvm.appClassPath().split(File.pathSeparator, -1));
    try (Stream<Path> files = Files.list(Path.of("target", "openai", version))) {
      Stream<String> older = files.map(file -> file.toAbsolutePath().toString());
      Stream<String> others = jars.filter(jar -> !jar.contains("openai-java-"));
      return String.join(File.pathSeparator, Stream.concat(older, others).toList());
    }
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, OpenAiVersionsApp.MODEL + name).call();
  }

  private static void seesAnswers(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat", "raw", "async")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.operation.name", "chat"),
              entry("gen_ai.provider.name", "openai"),
              entry("gen_ai.request.max_tokens", 64L),
              entry("gen_ai.response.id", "chatcmpl-1"),
              entry("gen_ai.response.model", "gpt-4o-2024-08-06"),
              entry("gen_ai.response.finish_reasons", List.of("stop")),
              entry("gen_ai.usage.input_tokens", 100L),
              entry("gen_ai.usage.output_tokens", 20L),
              entry("gen_ai.usage.cache_read.input_tokens", 40L),
              entry("gen_ai.usage.reasoning.output_tokens", 8L),
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              // 60 at 2.50, 40 cached at 1.25 and 20 at 10.00 USD per million
              entry("aiops.cost.usd", "0.000400000"),
              entry("server.address", "127.0.0.1"));
    }
    assertThat(call(outcome, "responses").attributes())
        .contains(entry("gen_ai.response.id", "resp_1"), entry("aiops.call.outcome", "ok"));
    assertThat(CaseSpans.of(outcome, OpenAiVersionsApp.EMBEDDING_MODEL).call().attributes())
        .contains(
            entry("gen_ai.operation.name", "embeddings"), entry("gen_ai.usage.input_tokens", 2L));
  }

  private static void seesErrors(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-bad", "async-bad")) {
      assertThat(outcome.result(name)).as(name).contains("BadRequestException");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "error"),
              entry("error.type", "com.openai.errors.BadRequestException"))
          .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
    }
  }

  private static void seesRetries(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat-retry", "async-retry")) {
      AppSpan span = call(outcome, name);
      assertThat(span.attributes())
          .as(name)
          .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
      assertThat(span.attempts())
          .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
          .containsExactly(429L, 200L);
    }
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "streamasync")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.request.stream", true),
              entry("gen_ai.usage.output_tokens", 20L),
              entry("aiops.usage.source", "reported"),
              entry("aiops.call.outcome", "ok"))
          .containsKey("gen_ai.response.time_to_first_chunk");
    }
  }

  private static void seesAbandoned(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("abandon")).isEqualTo("Hel");
    assertThat(call(outcome, "abandon").attributes())
        .contains(
            entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
  }

  private static void seesCancelled(AgentJvm.Outcome outcome) {
    AppSpan cancelled = call(outcome, "cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(9_500_000_000L);
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : DEAR) {
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

  private static BigDecimal charges(AgentJvm.Outcome outcome) {
    return outcome.spans().stream()
        .map(span -> Objects.toString(span.attribute("aiops.budget.charged"), "0"))
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
