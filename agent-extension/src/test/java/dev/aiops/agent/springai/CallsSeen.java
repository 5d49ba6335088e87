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
import java.util.List;
import java.util.Map;

/** What is seen of the model calls of the app. */
record CallsSeen(AgentJvm.Outcome outcome, WireProvider provider, String version) {

  void seesAnswers() {
    assertThat(outcome.result("call")).isEqualTo("Hello");
    assertThat(call("call").attributes())
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
    assertThat(call("claude").attributes())
        .contains(entry("gen_ai.usage.output_tokens", 20L), entry("aiops.usage.source", "reported"))
        .containsAllEntriesOf(cached());
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
    assertThat(spans("router").tree()).containsExactly("chat ft:gpt-4o-2024-router");
  }

  /** Anthropic's module of 1.0.0 reads no counts of the cache. */
  private Map<String, Object> cached() {
    return version.equals("1.0.0")
        ? Map.of("gen_ai.usage.input_tokens", 60L)
        : Map.of(
            "gen_ai.usage.input_tokens",
            100L,
            "gen_ai.usage.cache_read.input_tokens",
            10L,
            "gen_ai.usage.cache_write.input_tokens",
            30L);
  }

  void seesRetries() {
    AppSpan retried = call("call-retry");
    assertThat(retried.attributes())
        .contains(entry("aiops.call.outcome", "ok"), entry("aiops.call.attempts", 2L));
    assertThat(retried.attempts())
        .extracting(attempt -> attempt.attributes().get("http.response.status_code"))
        .containsExactly(503L, 200L);
  }

  void seesErrors() {
    assertThat(outcome.result("call-bad")).startsWith("threw");
    assertThat(call("call-bad").attributes())
        .contains(
            entry("aiops.call.outcome", "error"),
            entry(
                "error.type",
                version.equals(SpringAiApps.NEWEST)
                    ? "com.openai.errors.BadRequestException"
                    : "org.springframework.ai.retry.NonTransientAiException"))
        .doesNotContainKeys("aiops.cost.usd", "aiops.cost.status");
  }

  void seesStreams() {
    for (String name : List.of("stream", "claudestream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(call(name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("gen_ai.request.stream", true),
              entry("gen_ai.usage.output_tokens", 20L))
          .containsKey("gen_ai.response.time_to_first_chunk");
      assertThat(provider.received(name)).as(name).hasSize(1);
    }
    assertThat(call("stream-cut").attributes())
        .contains(entry("aiops.call.outcome", "cut"), entry("aiops.usage.source", "estimated"));
  }

  /** A stream that nobody subscribes to is no call, and each subscription is one. */
  void seesEachSubscription() {
    assertThat(outcome.result("lazy")).isEqualTo("not asked");
    assertThat(spans("lazy").calls()).isEmpty();
    assertThat(provider.received("lazy")).isEmpty();
    assertThat(outcome.result("twice")).isEqualTo("HelloHello");
    assertThat(spans("twice").calls()).hasSize(2).allSatisfy(CallsSeen::isCharged);
    assertThat(provider.received("twice")).hasSize(2);
  }

  void seesAbandoned() {
    assertThat(outcome.result("abandon")).isEqualTo("Hel");
    assertThat(call("abandon").attributes())
        .contains(
            entry("aiops.call.outcome", "abandoned"), entry("aiops.usage.source", "estimated"));
  }

  void seesCancelled() {
    AppSpan cancelled = call("cancel");
    assertThat(cancelled.attributes()).contains(entry("aiops.call.outcome", "cancelled"));
    assertThat(cancelled.endNanos() - cancelled.startNanos()).isLessThan(4_000_000_000L);
  }

  void refusesWhatDoesNotFit() {
    for (String name : List.of("call-dear", "stream-dear", "claude-dear")) {
      assertThat(outcome.result(name)).as(name).contains("BudgetExceededException");
      assertThat(call(name).attributes())
          .as(name)
          .contains(
              entry("aiops.call.outcome", "refused"),
              entry("aiops.call.attempts", 0L),
              entry("error.type", "budget_exceeded"));
      assertThat(provider.received(name)).as(name).isEmpty();
    }
  }

  /** It was subscribed to on a thread that must not block; its money was at hand, so it stayed. */
  void seesAModelOfTheAppsOwn() {
    assertThat(outcome.result("own")).startsWith("asked on parallel");
    isCharged(call("own"));
  }

  private static void isCharged(AppSpan span) {
    assertThat(span.attributes())
        .contains(entry("aiops.call.outcome", "ok"))
        .containsKey("aiops.budget.charged");
  }

  /** 50 at once on 4 threads, over each of the clients: one span, one charge, to the last digit. */
  void seesParallelCalls() {
    seesParallelCalls("parallel");
    seesParallelCalls("claudeparallel");
  }

  private void seesParallelCalls(String name) {
    assertThat(outcome.result(name)).as(name).isEqualTo("50 right");
    assertThat(provider.received(name)).as(name).hasSize(50);
    List<AppSpan> calls = spans(name).calls();
    assertThat(calls).as(name).hasSize(50);
    assertThat(calls).extracting(span -> span.attribute("aiops.run.id")).doesNotHaveDuplicates();
    assertThat(calls)
        .as(name)
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .contains(
                        entry("aiops.call.attempts", 1L),
                        entry("aiops.call.outcome", "ok"),
                        entry("aiops.budget.charged", price(name))));
  }

  private String price(String name) {
    if (name.equals("parallel")) {
      return "0.000400000"; // 60 at 2.50, 40 read at 1.25, 20 at 10 per million
    }
    return switch (version) {
      // 60 at 3, 20 at 15: this one reads no counts of the cache
      case "1.0.0" -> "0.000480000";
      // 10 read at 0.30, 30 written at 3.75, as it reads not for how long
      case "1.1.0" -> "0.000595500";
      // 10 read at 0.30, 10 written at 3.75 and 20 for an hour at 6
      default -> "0.000640500";
    };
  }

  /** By Spring's own HTTP clients; what a local model costs the budget says. */
  void seesModelsWithoutAClientOfTheirOwn(WireProvider local) {
    for (String name : List.of("ollama", "ollamastream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      AppSpan span = CaseSpans.of(outcome, "llama3.2-" + name).call();
      assertThat(span.attributes())
          .as(name)
          .contains(
              entry("gen_ai.provider.name", "ollama"),
              entry("gen_ai.request.stream", name.endsWith("stream")),
              entry("gen_ai.usage.input_tokens", 100L),
              entry("gen_ai.usage.output_tokens", 20L),
              entry("gen_ai.response.finish_reasons", List.of("stop")),
              entry("aiops.usage.source", "reported"),
              entry("aiops.call.outcome", "ok"),
              entry("aiops.call.attempts", 1L),
              entry("aiops.cost.status", "unpriced"),
              // 100 at 1, 20 at 10 per million
              entry("aiops.budget.charged", "0.000300000"),
              entry("server.port", (long) local.port()))
          .doesNotContainKey("aiops.cost.usd");
      assertThat(local.received(name)).as(name).hasSize(1);
    }
  }

  /** Each round is a call of its own, with its own usage, beside the tools and not around them. */
  void seesRoundsInsideModels() {
    for (String name : List.of("modeltools", "modeltools-stream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      List<AppSpan> calls = spans(name).calls();
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

  /**
   * The clients' own hooks leave the call to the model's: no span but ours, and none ungoverned.
   */
  void seesOneOwner() {
    assertThat(outcome.spans())
        .filteredOn(AppSpan::isModelCall)
        .allMatch(span -> "spring-ai".equals(span.attribute("aiops.call.library")));
    assertThat(outcome.spans())
        .noneMatch(span -> Boolean.TRUE.equals(span.attribute("aiops.ungoverned")));
  }

  private AppSpan call(String name) {
    return spans(name).call();
  }

  private CaseSpans spans(String name) {
    String model = name.startsWith("claude") ? "claude-sonnet-4-5-" : "ft:gpt-4o-2024-";
    return CaseSpans.of(outcome, model + name);
  }
}
