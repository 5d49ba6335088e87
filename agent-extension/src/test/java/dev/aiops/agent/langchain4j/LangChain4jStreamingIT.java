/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.CaseSpans;
import java.nio.file.Path;
import java.util.Map;
import org.example.smoke.SmokeApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streaming use of LangChain4j under the built agent, and LangChain4j on top of another hooked SDK.
 */
class LangChain4jStreamingIT {

  private static final String[] CASES = {
    "stream",
    "streamcut",
    "streamhalf",
    "streamfail",
    "streamnousage",
    "streamcancel",
    "tokenstream",
    "tokenstreamfail",
    "tokenstreamcut",
    "tokenstreamcancel",
    "tokenstreamlater",
    "official",
    "officialretry",
    "officialstream"
  };

  private static AgentJvm.Outcome outcome;

  @BeforeAll
  static void runApp(@TempDir Path folder) throws Exception {
    try (LoopbackProvider provider = LoopbackProvider.start()) {
      outcome =
          AgentJvm.run(
              folder,
              AgentJvm.appClassPath(),
              Map.of("otel.instrumentation.openai-java.enabled", "false"),
              SmokeApp.class,
              provider.arguments(CASES));
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void app_noTroubleOfOurs() {
    assertThat(outcome.troubles()).isEmpty();
  }

  @Test
  void stream_usageAndTimeToFirstChunk() {
    CaseSpans spans = CaseSpans.of(outcome, "stream");
    assertThat(outcome.result("stream")).isEqualTo("echo: hello dear provider on the loopback");
    assertThat(spans.tree()).containsExactly("chat stream");
    assertThat(spans.call().attributes())
        .containsEntry("gen_ai.request.stream", true)
        .containsEntry("aiops.call.outcome", "ok")
        .containsEntry("aiops.call.attempts", 1L)
        .containsEntry("gen_ai.usage.input_tokens", 100L)
        .containsEntry("gen_ai.usage.cache_read.input_tokens", 40L)
        .containsEntry("gen_ai.usage.output_tokens", 20L);
    assertThat(spans.call().number("gen_ai.response.time_to_first_chunk")).isBetween(0.0, 10.0);
  }

  @Test
  void connectionBroken_callIsCut() {
    ends("streamcut", "cut", true);
    assertThat(CaseSpans.of(outcome, "streamcut").call().attributes())
        .containsEntry("error.type", "java.io.IOException")
        .containsEntry("aiops.usage.source", "estimated");
  }

  @Test
  void streamEndsWithoutFinish_callIsCutAndTheAppSeesWhatItWouldSee() {
    ends("streamhalf", "cut", true);
    assertThat(outcome.result("streamhalf")).startsWith("echo: hello");
  }

  @Test
  void serverError_callFails() {
    ends("streamfail", "error", true);
    assertThat(CaseSpans.of(outcome, "streamfail").call().attempts().get(0).attributes())
        .containsEntry("http.response.status_code", 500L);
  }

  @Test
  void missingUsage_isEstimatedFromWhatCame() {
    ends("streamnousage", "ok", false);
    assertThat(CaseSpans.of(outcome, "streamnousage").call().attributes())
        .containsEntry("aiops.usage.source", "estimated");
  }

  @Test
  void cancelledByTheApp_callIsCancelled() {
    ends("streamcancel", "cancelled", false);
    assertThat(outcome.result("streamcancel")).isEqualTo("cancelled");
  }

  private static void ends(String model, String how, boolean failed) {
    CaseSpans spans = CaseSpans.of(outcome, model);
    assertThat(spans.tree()).containsExactly("chat " + model);
    assertThat(spans.call().attribute("aiops.call.outcome")).isEqualTo(how);
    assertThat(spans.call().failed()).isEqualTo(failed);
  }

  @Test
  void tokenStream_runEndsWithTheStream() {
    CaseSpans spans = CaseSpans.of(outcome, "tokenstream");
    assertThat(spans.tree())
        .containsExactly(
            "invoke_agent Streaming",
            "  chat tokenstream",
            "  execute_tool weather",
            "  chat tokenstream");
    assertThat(spans.root().endNanos()).isGreaterThanOrEqualTo(spans.calls().get(1).endNanos());
    assertThat(spans.root().failed()).isFalse();
  }

  @Test
  void tokenStream_serverError_runFails() {
    runFails("tokenstreamfail", "dev.langchain4j.exception.InternalServerException");
  }

  @Test
  void tokenStream_cut_runFails() {
    runFails("tokenstreamcut", "java.io.IOException");
  }

  private static void runFails(String model, String error) {
    CaseSpans spans = CaseSpans.of(outcome, model);
    assertThat(spans.tree()).containsExactly("invoke_agent Streaming", "  chat " + model);
    assertThat(spans.root().attributes())
        .containsEntry("error.type", error)
        .containsEntry("aiops.run.failing_span_id", spans.call().id());
  }

  @Test
  void tokenStream_cancelled_runEnds() {
    CaseSpans spans = CaseSpans.of(outcome, "tokenstreamcancel");
    assertThat(spans.tree()).containsExactly("invoke_agent Streaming", "  chat tokenstreamcancel");
    assertThat(spans.call().attribute("aiops.call.outcome")).isEqualTo("cancelled");
  }

  @Test
  void tokenStream_startedOnAnotherThread_staysInItsRun() {
    assertThat(CaseSpans.of(outcome, "tokenstreamlater").tree())
        .containsExactly("invoke_agent Streaming", "  chat tokenstreamlater");
  }

  @Test
  void onTopOfOpenAiJava_oneSpanAndOneCost() {
    for (String model : new String[] {"official", "officialretry", "officialstream"}) {
      CaseSpans spans = CaseSpans.of(outcome, model);
      assertThat(spans.tree()).containsExactly("chat " + model);
      assertThat(spans.call().attributes())
          .containsEntry("aiops.call.library", "langchain4j")
          .containsEntry("gen_ai.usage.input_tokens", 100L)
          .containsEntry("gen_ai.usage.cache_read.input_tokens", 40L);
    }
  }
}
