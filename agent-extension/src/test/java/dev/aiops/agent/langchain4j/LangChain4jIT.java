/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.AppSpan;
import dev.aiops.agent.CaseSpans;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.example.smoke.SmokeApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blocking use of LangChain4j under the built agent: each case of one app, and what of it is seen.
 */
class LangChain4jIT {

  private static final String[] CASES = {
    "chat",
    "othermodel",
    "retry",
    "fail",
    "refuse",
    "slow",
    "malformed",
    "cutbody",
    "nousage",
    "tools",
    "paralleltools",
    "ownthreads",
    "brokentool",
    "agentastool",
    "fallback",
    "memory",
    "template",
    "result",
    "embeddings",
    "chatonly",
    "router",
    "parallel"
  };

  private static AgentJvm.Outcome outcome;
  private static Set<String> sentToProvider;
  private static int port;

  @BeforeAll
  static void runApp(@TempDir Path folder) throws Exception {
    try (LoopbackProvider provider = LoopbackProvider.start()) {
      port = provider.port();
      outcome =
          AgentJvm.run(
              folder, AgentJvm.appClassPath(), Map.of(), SmokeApp.class, provider.arguments(CASES));
      sentToProvider = provider.traceHeaders();
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void app_noTroubleOfOurs() {
    assertThat(outcome.troubles()).isEmpty();
  }

  @Test
  void trace_doesNotGoToTheProvider() {
    assertThat(sentToProvider).isEmpty();
  }

  @Test
  void switchedOff_noSpanOfOurs(@TempDir Path folder) throws Exception {
    try (LoopbackProvider provider = LoopbackProvider.start()) {
      AgentJvm.Outcome off =
          AgentJvm.run(
              folder,
              AgentJvm.appClassPath(),
              Map.of("otel.instrumentation.langchain4j.enabled", "false"),
              SmokeApp.class,
              provider.arguments("retry"));
      assertThat(off.result("retry")).isEqualTo("echo: hello");
      assertThat(off.spans()).noneMatch(span -> span.attribute("aiops.run.id") != null);
    }
  }

  @Test
  void chat_everythingKnownIsOnTheSpan() {
    CaseSpans spans = CaseSpans.of(outcome, "gpt-4o-mini");
    assertThat(outcome.result("chat")).isEqualTo("echo: hello");
    assertThat(spans.tree()).containsExactly("chat gpt-4o-mini");
    assertThat(spans.call().kind()).isEqualTo("Client");
    assertThat(spans.call().attributes())
        .containsEntry("gen_ai.operation.name", "chat")
        .containsEntry("gen_ai.provider.name", "openai")
        .containsEntry("gen_ai.response.model", "gpt-4o-mini")
        .containsEntry("gen_ai.response.id", "chatcmpl-ok")
        .containsEntry("gen_ai.response.finish_reasons", List.of("stop"))
        .containsEntry("gen_ai.request.stream", false)
        .containsEntry("gen_ai.request.max_tokens", 64L)
        .containsEntry("gen_ai.request.temperature", 0.2)
        .containsEntry("gen_ai.request.top_p", 0.9)
        .containsEntry("gen_ai.usage.input_tokens", 100L)
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 40L)
        .containsEntry("gen_ai.usage.output_tokens", 20L)
        .containsEntry("gen_ai.usage.reasoning.output_tokens", 8L)
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("server.port", (long) port)
        .containsEntry("aiops.call.library", "langchain4j")
        .containsEntry("aiops.call.outcome", "ok")
        .containsEntry("aiops.call.attempts", 1L)
        .containsEntry("aiops.usage.service_tier", "default")
        .containsEntry("aiops.usage.source", "reported")
        .containsEntry("aiops.run.root", true);
  }

  @Test
  void chat_otherModelServed_bothAreNamed() {
    assertThat(CaseSpans.of(outcome, "othermodel").call().attributes())
        .containsEntry("gen_ai.request.model", "othermodel")
        .containsEntry("gen_ai.response.model", "othermodel-2026-01-01");
  }

  @Test
  void retry_eachAttemptIsAnEventWithItsErrorAndWait() {
    CaseSpans spans = CaseSpans.of(outcome, "retry");
    assertThat(spans.tree()).containsExactly("invoke_agent Retrying", "  chat retry");
    assertThat(spans.call().attribute("aiops.call.attempts")).isEqualTo(2L);
    assertThat(spans.call().failed()).isFalse();
    List<AppSpan.Event> attempts = spans.call().attempts();
    assertThat(attempts).hasSize(2);
    assertThat(attempts.get(0).attributes())
        .containsEntry("aiops.attempt.number", 1L)
        .containsEntry("http.response.status_code", 429L)
        .containsEntry("error.type", "429")
        .doesNotContainKey("aiops.attempt.wait_ms");
    assertThat(attempts.get(1).attributes())
        .containsEntry("aiops.attempt.number", 2L)
        .containsEntry("http.response.status_code", 200L)
        .doesNotContainKey("error.type");
    // LangChain4j waits at least half a second
    assertThat(attempts.get(1).attributes())
        .hasEntrySatisfying(
            "aiops.attempt.wait_ms", wait -> assertThat((Long) wait).isBetween(450L, 5000L));
  }

  @Test
  void serverError_runFailsAndNamesTheCall() {
    failsIn("fail", "Failing", "dev.langchain4j.exception.InternalServerException", 2);
    assertThat(outcome.result("fail")).startsWith("threw dev.langchain4j.exception.Internal");
    // a provider bills nothing for an error
    assertThat(CaseSpans.of(outcome, "fail").call().attributes())
        .doesNotContainKey("aiops.cost.status");
  }

  @Test
  void badRequest_isNotRetried() {
    failsIn("refuse", "Refused", "dev.langchain4j.exception.InvalidRequestException", 1);
  }

  @Test
  void timeout_runFails() {
    failsIn("slow", "Slow", "dev.langchain4j.exception.TimeoutException", 1);
    assertThat(CaseSpans.of(outcome, "slow").call().attempts().get(0).attributes())
        .containsEntry("error.type", "dev.langchain4j.exception.TimeoutException");
  }

  @Test
  void malformedAnswer_runFails() {
    failsIn("malformed", "Malformed", "java.lang.RuntimeException", 2);
  }

  @Test
  void cutBody_runFails() {
    failsIn("cutbody", "CutBody", "java.lang.RuntimeException", 2);
    assertThat(CaseSpans.of(outcome, "cutbody").call().attempts().get(0).attributes())
        .containsEntry("error.type", "java.io.IOException");
  }

  private static void failsIn(String model, String agent, String error, long attempts) {
    CaseSpans spans = CaseSpans.of(outcome, model);
    assertThat(spans.tree()).containsExactly("invoke_agent " + agent, "  chat " + model);
    assertThat(spans.call().failed()).isTrue();
    assertThat(spans.call().attributes())
        .containsEntry("aiops.call.outcome", "error")
        .containsEntry("aiops.call.attempts", attempts)
        .containsEntry("error.type", error);
    assertThat(spans.root().failed()).isTrue();
    assertThat(spans.root().attributes())
        .containsEntry("aiops.run.failing_span_id", spans.call().id())
        .containsEntry("error.type", error);
  }

  @Test
  void missingUsage_isEstimated() {
    assertThat(CaseSpans.of(outcome, "nousage").call().attributes())
        .containsEntry("aiops.usage.source", "estimated")
        .containsEntry("aiops.call.outcome", "ok");
  }

  @Test
  void tools_areSiblingsOfTheModelCalls() {
    toolsOf("tools");
  }

  @Test
  void parallelTools_stayInTheirRun() {
    toolsOf("paralleltools");
  }

  @Test
  void toolsOnThreadsOfTheApp_stayInTheirRun() {
    toolsOf("ownthreads");
  }

  private static void toolsOf(String model) {
    CaseSpans spans = CaseSpans.of(outcome, model);
    assertThat(spans.tree())
        .containsExactlyInAnyOrder(
            "invoke_agent Helper",
            "  chat " + model,
            "  execute_tool weather",
            "  execute_tool clock",
            "  chat " + model);
    assertThat(spans.calls().get(0).attribute("gen_ai.response.finish_reasons"))
        .isEqualTo(List.of("tool_calls"));
    assertThat(spans.named("execute_tool clock").kind()).isEqualTo("Internal");
    assertThat(spans.named("execute_tool clock").attributes())
        .containsEntry("gen_ai.tool.name", "clock")
        .containsEntry("gen_ai.tool.type", "function")
        .containsEntry("aiops.call.outcome", "ok");
    assertThat((String) spans.named("execute_tool clock").attribute("gen_ai.tool.call.id"))
        .startsWith("call_");
  }

  @Test
  void failingTool_failsItsSpanAndNotTheRun() {
    CaseSpans spans = CaseSpans.of(outcome, "brokentool");
    assertThat(spans.named("execute_tool broken").failed()).isTrue();
    assertThat(spans.root().failed()).isFalse();
  }

  @Test
  void agentAsTool_isAStepWithCallsOfItsOwn() {
    assertThat(CaseSpans.of(outcome, "agentastool").tree())
        .containsExactly(
            "invoke_agent Helper",
            "  chat agentastool",
            "  execute_tool ask",
            "    invoke_agent Expert",
            "      chat agentastool-expert",
            "  chat agentastool");
  }

  @Test
  void fallback_bothCallsAreSeenAndTheSecondNamesTheFirst() {
    CaseSpans spans = CaseSpans.of(outcome, "fallback-first");
    assertThat(spans.tree())
        .containsExactly("invoke_agent Careful", "  chat fallback-first", "  chat fallback-second");
    assertThat(spans.named("chat fallback-second").attributes())
        .containsEntry("aiops.fallback.from.model", "fallback-first")
        .containsEntry(
            "aiops.fallback.from.error", "dev.langchain4j.exception.InternalServerException")
        .containsEntry("aiops.fallback.from.span_id", spans.named("chat fallback-first").id());
    assertThat(spans.root().failed()).isFalse();
  }

  @Test
  void memoryId_isTheConversation() {
    assertThat(CaseSpans.of(outcome, "memory").spans())
        .hasSize(2)
        .allSatisfy(
            span ->
                assertThat(span.attribute("gen_ai.conversation.id")).isEqualTo("conversation-7"));
  }

  @Test
  void resultAndTemplate_areOrdinaryRuns() {
    assertThat(CaseSpans.of(outcome, "result").tree())
        .containsExactly("invoke_agent Resulting", "  chat result");
    assertThat(CaseSpans.of(outcome, "template").tree())
        .containsExactly("invoke_agent Templated", "  chat template");
  }

  @Test
  void embeddings_oneSpanEach() {
    List<AppSpan> calls = CaseSpans.of(outcome, "embeddings").calls();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(1).name()).isEqualTo("embeddings embeddings");
    assertThat(calls.get(1).attributes())
        .containsEntry("gen_ai.operation.name", "embeddings")
        .containsEntry("gen_ai.usage.input_tokens", 14L)
        .containsEntry("aiops.call.attempts", 1L);
  }

  @Test
  void modelThatOverridesChat_ownsItsCall() {
    List<AppSpan> calls =
        outcome.spans().stream()
            .filter(s -> "chatonly".equals(s.attribute("gen_ai.response.model")))
            .toList();
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).attributes())
        .containsEntry("gen_ai.usage.input_tokens", 11L)
        .containsEntry("gen_ai.usage.output_tokens", 5L);
  }

  @Test
  void router_leavesTheCallToTheModelBehindIt() {
    assertThat(CaseSpans.of(outcome, "router").tree()).containsExactly("chat router");
  }

  @Test
  void parallelRuns_neverMix() {
    List<AppSpan> spans = CaseSpans.of(outcome, "parallel").spans();
    assertThat(spans).hasSize(24 * 4);
    for (AppSpan root : spans) {
      if (Boolean.TRUE.equals(root.attribute("aiops.run.root"))) {
        assertThat(spans)
            .filteredOn(
                s -> Objects.equals(root.attribute("aiops.run.id"), s.attribute("aiops.run.id")))
            .hasSize(4)
            .allSatisfy(s -> assertThat(s.traceId()).isEqualTo(root.traceId()))
            .filteredOn(s -> !s.id().equals(root.id()))
            .allSatisfy(s -> assertThat(s.parentId()).isEqualTo(root.id()));
      }
    }
  }
}
