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
import dev.aiops.agent.VersionMatrix;
import dev.aiops.agent.VersionMatrix.Case;
import dev.aiops.agent.openai.WireProvider;
import dev.aiops.agent.openai.WireProvider.Reply;
import io.opentelemetry.javaagent.aiops.control.TestControl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.example.genai.GenAiApp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An app on the newest google-genai and on older ones under the built agent, with each fault, and
 * below a cap that the dear calls do not fit in.
 */
class GenAiIT {

  private static final String POLICY =
      "budgets: [{name: support, daily_cap: 0.02, lease_seconds: 10}]";

  @TempDir private Path folder;
  private final WireProvider provider = WireProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  @Test
  void newest_eachCallIsOneSpan_andSettledOnce() throws Exception {
    Map<String, Reply[]> scripts = GenAiRuns.newerScripts();
    scripts.put(
        "stream-error",
        new Reply[] {Reply.events(GeminiAnswers.piece("Hel", "", 4), GeminiAnswers.errorPiece())});
    Reply unfinished = Reply.json(200, GeminiAnswers.unfinished());
    scripts.put("chat-continued", new Reply[] {unfinished, Reply.json(200, GeminiAnswers.hello())});
    scripts.put(
        "stream-continued",
        new Reply[] {Reply.events(GeminiAnswers.unfinishedPiece()), GeminiAnswers.stream()});
    AgentJvm.Outcome outcome = run("", scripts);
    seesAllOfTheNewer("", outcome);
    assertThat(outcome.result("stream-error")).startsWith("threw");
    seesCut(outcome, "stream-error");
    seesContinued(outcome, "chat-continued");
    seesContinued(outcome, "stream-continued");
  }

  /** Streams of 1.70 read ahead, those of 1.80 do not. */
  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"1.30.0", "1.70.0", "1.80.0"})
  void inBetween_theSame(String version) throws Exception {
    seesAllOfTheNewer(version, run(version, GenAiRuns.newerScripts()));
  }

  @Tag("long")
  @Test
  void oldest_theSame_butForWhatItHasNot() throws Exception {
    AgentJvm.Outcome outcome = run("1.0.0", GenAiRuns.scripts());
    VersionMatrix matrix = seesAll("1.0.0", outcome);
    matrix.without(Case.RETRY, "1.0.0 does not try again");
    matrix.without(Case.CANCEL, "1.0.0 goes on with a call whose future was cancelled");
    assertThat(call(outcome, "cancel").attributes()).contains(entry("aiops.call.outcome", "ok"));
  }

  /** What the library asks for of what an answer left out is a call of its own. */
  private void seesContinued(AgentJvm.Outcome outcome, String name) {
    assertThat(outcome.result(name)).as(name).isEqualTo("HelHello");
    assertThat(provider.received(name)).as(name).hasSize(2);
    List<AppSpan> calls = CaseSpans.of(outcome, GenAiApp.MODEL + name).calls();
    assertThat(calls).as(name).hasSize(2);
    assertThat(calls)
        .as(name)
        .allSatisfy(
            call ->
                assertThat(call.attributes())
                    .contains(
                        entry("aiops.call.outcome", "ok"),
                        entry("aiops.call.attempts", 1L),
                        entry("aiops.usage.source", "reported"),
                        entry("gen_ai.usage.output_tokens", 20L)));
    assertThat(calls.get(0).endNanos()).as(name).isLessThanOrEqualTo(calls.get(1).startNanos());
  }

  private VersionMatrix seesAll(String version, AgentJvm.Outcome outcome) throws Exception {
    VersionMatrix matrix = GenAiJars.matrix(version);
    matrix.check(Case.SUCCESS, () -> seesAnswers(outcome));
    seesVertex(outcome);
    seesOneCallForEveryWay(outcome);
    matrix.check(Case.ERROR, () -> seesErrors(outcome));
    matrix.check(Case.STREAM, () -> seesStreams(outcome));
    matrix.check(Case.ABANDONED, () -> seesAbandoned(outcome));
    seesEmbeddings(outcome);
    seesFunctions(outcome);
    matrix.check(Case.CAP, () -> refusesWhatDoesNotFit(outcome));
    return matrix;
  }

  private void seesAllOfTheNewer(String version, AgentJvm.Outcome outcome) throws Exception {
    VersionMatrix matrix = seesAll(version, outcome);
    matrix.check(Case.CANCEL, () -> seesCancelled(outcome));
    matrix.check(Case.RETRY, () -> seesRetries(outcome));
    seesIds(outcome);
  }

  private AgentJvm.Outcome run(String version, Map<String, Reply[]> scripts) throws Exception {
    try (TestControl control = new TestControl(POLICY, Instant.now())) {
      AgentJvm.Outcome outcome = new GenAiRuns(folder, provider).run(version, scripts, control);
      BigDecimal spent = BigDecimal.valueOf(control.standing("support").spent(), 9);
      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.troubles()).isEmpty();
      assertThat(outcome.output()).doesNotContain("the app is not affected");
      assertThat(charges(outcome)).isEqualByComparingTo(spent).isPositive();
      return outcome;
    }
  }

  private static AppSpan call(AgentJvm.Outcome outcome, String name) {
    return CaseSpans.of(outcome, GenAiApp.MODEL + name).call();
  }

  private void seesAnswers(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat")).isEqualTo("Hello");
    AppSpan span = call(outcome, "chat");
    assertThat(span.name()).isEqualTo("generate_content " + GenAiApp.MODEL + "chat");
    assertThat(span.kind()).isEqualTo("Client");
    assertThat(span.attributes())
        .contains(
            entry("gen_ai.operation.name", "generate_content"),
            entry("gen_ai.provider.name", "gcp.gemini"),
            entry("gen_ai.request.max_tokens", 64L),
            entry("gen_ai.request.temperature", 0.7),
            entry("gen_ai.request.stream", false),
            entry("gen_ai.response.model", "gemini-2.5-flash-lite-preview-09-2025"),
            entry("gen_ai.response.finish_reasons", List.of("stop")),
            entry("gen_ai.usage.input_tokens", 105L),
            entry("gen_ai.usage.output_tokens", 20L),
            entry("gen_ai.usage.cache_read.input_tokens", 10L),
            entry("gen_ai.usage.reasoning.output_tokens", 8L),
            entry("aiops.usage.source", "reported"),
            entry("aiops.call.library", "google-genai"),
            entry("aiops.call.outcome", "ok"),
            // 95 at 0.10, 10 read at 0.01, 20 at 0.40 per million
            entry("aiops.cost.usd", "0.000017600"),
            entry("aiops.cost.status", "priced"),
            entry("server.address", "127.0.0.1"),
            entry("server.port", (long) provider.port()));
  }

  /** Which the oldest throws away. */
  private static void seesIds(AgentJvm.Outcome outcome) {
    for (String name : List.of("chat", "vertex", "async", "stream")) {
      assertThat(call(outcome, name).attribute("gen_ai.response.id")).as(name).isEqualTo("resp-1");
    }
  }

  private static void seesVertex(AgentJvm.Outcome outcome) {
    for (String name : List.of("vertex", "vertexasync", "vertexstream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.provider.name", "gcp.vertex_ai"),
              entry("gen_ai.request.stream", name.endsWith("stream")),
              entry("aiops.cost.usd", "0.000017600"),
              entry("server.address", "localhost"));
    }
  }

  private void seesOneCallForEveryWay(AgentJvm.Outcome outcome) {
    for (String name :
        List.of(
            "chat", "vertex", "vertexasync", "vertexstream", "async", "stream", "streamasync")) {
      AppSpan span = call(outcome, name);
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.usage.source", "reported"),
              entry("gen_ai.usage.input_tokens", 105L));
      assertThat(statuses(span)).as(name).containsExactly(200L);
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
    List<AppSpan> parallel = CaseSpans.of(outcome, GenAiApp.MODEL + "parallel").calls();
    assertThat(parallel)
        .hasSize(GenAiApp.PARALLEL)
        .allSatisfy(span -> assertThat(statuses(span)).containsExactly(200L))
        .extracting(span -> span.attribute("aiops.budget.charged"))
        .containsOnly("0.000017600");
  }

  private static List<Object> statuses(AppSpan span) {
    return span.attempts().stream()
        .<Object>map(attempt -> attempt.attributes().get("http.response.status_code"))
        .toList();
  }

  private void seesRetries(AgentJvm.Outcome outcome) {
    for (String name : List.of("retry", "retryasync")) {
      AppSpan span = call(outcome, name);
      assertThat(outcome.result(name)).isEqualTo("Hello");
      assertThat(span.attributes()).as(name).contains(entry("aiops.call.attempts", 2L));
      assertThat(statuses(span)).as(name).containsExactly(503L, 200L);
    }
    // the first attempt may be billed, and beside it a second does not fit
    assertThat(outcome.result("retryasync-twice")).contains("BudgetExceededException");
    AppSpan refused = call(outcome, "retryasync-twice");
    assertThat(refused.attributes())
        .contains(entry("aiops.call.outcome", "refused"), entry("error.type", "budget_exceeded"));
    assertThat(statuses(refused)).containsExactly(503L);
    assertThat(provider.received("retryasync-twice")).hasSize(1);
  }

  private static void seesErrors(AgentJvm.Outcome outcome) {
    assertThat(outcome.result("chat-bad")).contains("ClientException");
    AppSpan bad = call(outcome, "chat-bad");
    assertThat(bad.attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry("error.type", "com.google.genai.errors.ClientException"),
            entry("aiops.budget.charged", "0.000000000"))
        .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
    assertThat(statuses(bad)).containsExactly(400L);
    assertThat(call(outcome, "chat-blocked").attributes())
        .contains(
            entry("gen_ai.response.finish_reasons", List.of("prohibited_content")),
            entry("gen_ai.usage.input_tokens", 100L));
  }

  private static void seesStreams(AgentJvm.Outcome outcome) {
    for (String name : List.of("stream", "streamasync")) {
      assertThat(outcome.result(name)).isEqualTo("Hello");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("gen_ai.request.stream", true),
              entry("gen_ai.response.finish_reasons", List.of("stop")),
              entry("gen_ai.usage.output_tokens", 20L))
          .containsKey("gen_ai.response.time_to_first_chunk");
    }
    AppSpan slow = call(outcome, "stream"); // a piece each 50 ms, of which one may be read ahead
    assertThat(slow.number("gen_ai.response.time_to_first_chunk") * 1e9)
        .isLessThan(slow.endNanos() - slow.startNanos() - 25e6);
    assertThat(outcome.result("stream-cut")).startsWith("threw");
    seesCut(outcome, "stream-cut");
    assertThat(outcome.result("stream-end")).isEqualTo("Hel"); // the library takes it for an end
    seesCut(outcome, "stream-end");
  }

  private static void seesAbandoned(AgentJvm.Outcome outcome) {
    for (String name : List.of("abandon", "abandonasync")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hel");
      assertThat(call(outcome, name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
    }
  }

  private static void seesCut(AgentJvm.Outcome outcome, String name) {
    assertThat(call(outcome, name).attributes())
        .as(name)
        .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
  }

  private static void seesCancelled(AgentJvm.Outcome outcome) {
    AppSpan cancelled = call(outcome, "cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(950_000_000L);
  }

  private static void seesEmbeddings(AgentJvm.Outcome outcome) {
    List<AppSpan> calls = CaseSpans.of(outcome, GenAiApp.EMBEDDINGS).calls();
    assertThat(calls)
        .hasSize(3)
        .extracting(AppSpan::name)
        .containsOnly("embeddings gemini-embedding-001");
    assertThat(List.of(outcome.result("embed"), outcome.result("embedasync")))
        .containsOnly("[0.25, 0.5]");
    assertThat(calls.subList(0, 2))
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .contains(
                        entry("gen_ai.provider.name", "gcp.gemini"),
                        entry("gen_ai.embeddings.dimension.count", 2L),
                        // 20 characters, as AI Studio tells no usage
                        entry("gen_ai.usage.input_tokens", 5L),
                        entry("aiops.usage.source", "estimated"),
                        entry("aiops.call.attempts", 1L)));
    assertThat(calls.get(2).attributes())
        .contains(
            entry("gen_ai.provider.name", "gcp.vertex_ai"),
            entry("gen_ai.usage.input_tokens", 7L),
            entry("aiops.usage.source", "reported"));
  }

  private void seesFunctions(AgentJvm.Outcome outcome) {
    for (String name : List.of("function", "functionasync")) {
      String model = GenAiApp.MODEL + name;
      CaseSpans spans = CaseSpans.of(outcome, model);
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(spans.tree())
          .containsExactly(
              "invoke_agent GenAiApp",
              "  generate_content " + model,
              "  execute_tool refund",
              "  generate_content " + model);
      assertThat(spans.named("execute_tool refund").attributes())
          .contains(
              entry("gen_ai.tool.name", "refund"),
              entry("gen_ai.tool.type", "function"),
              entry("aiops.call.library", "google-genai"),
              entry("aiops.call.outcome", "ok"));
      assertThat(spans.calls()).allSatisfy(call -> assertThat(statuses(call)).hasSize(1));
      assertThat(provider.received(name).get(1).body()).contains("refunded Bern");
    }
  }

  private void refusesWhatDoesNotFit(AgentJvm.Outcome outcome) {
    for (String name : GenAiRuns.DEAR) {
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
