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
import java.util.Map;
import org.example.smoke.AgenticApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows of LangChain4j agentic under the built agent: one run each, one span a step. */
class LangChain4jAgenticIT {

  private static final String[] CASES = {
    "sequence",
    "typed",
    "parallel",
    "async",
    "nested",
    "failing",
    "plainstep",
    "streamstep",
    "standalone"
  };

  private static AgentJvm.Outcome outcome;

  @BeforeAll
  static void runApp(@TempDir Path folder) throws Exception {
    try (LoopbackProvider provider = LoopbackProvider.start()) {
      outcome =
          AgentJvm.run(
              folder,
              AgentJvm.appClassPath(),
              Map.of(),
              AgenticApp.class,
              provider.arguments(CASES));
    }
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  @Test
  void app_noTroubleOfOurs() {
    assertThat(outcome.troubles()).isEmpty();
  }

  @Test
  void sequence_isAWorkflowOfAgents() {
    isWriterThenEditor("sequence", "publish");
    assertThat(CaseSpans.of(outcome, "sequence").root().attributes())
        .containsEntry("gen_ai.operation.name", "invoke_workflow");
  }

  @Test
  void typedWorkflow_namesItselfAndItsConversation() {
    isWriterThenEditor("typed", "newsroom");
    assertThat(CaseSpans.of(outcome, "typed").root().attributes())
        .containsEntry("gen_ai.conversation.id", "memory-3");
  }

  @Test
  void asyncStep_staysInTheRun() {
    isWriterThenEditor("async", "publish");
  }

  private static void isWriterThenEditor(String model, String workflow) {
    assertThat(CaseSpans.of(outcome, model).tree())
        .containsExactly(
            "invoke_workflow " + workflow,
            "  invoke_agent writer",
            "    chat " + model,
            "  invoke_agent editor",
            "    chat " + model);
  }

  @Test
  void parallelSteps_eachHasItsOwnCall() {
    CaseSpans spans = CaseSpans.of(outcome, "parallel");
    assertThat(spans.tree())
        .containsExactlyInAnyOrder(
            "invoke_workflow both",
            "  invoke_agent writer",
            "    chat parallel",
            "  invoke_agent critic",
            "    chat parallel");
    assertThat(spans.calls())
        .extracting(AppSpan::parentId)
        .containsExactlyInAnyOrder(
            spans.named("invoke_agent writer").id(), spans.named("invoke_agent critic").id());
  }

  @Test
  void workflowInWorkflow_isAStep() {
    assertThat(CaseSpans.of(outcome, "nested").tree())
        .containsExactly(
            "invoke_workflow outer",
            "  invoke_workflow draft",
            "    invoke_agent writer",
            "      chat nested",
            "  invoke_agent editor",
            "    chat nested");
  }

  @Test
  void failingStep_failsTheRunInItsCall() {
    CaseSpans spans = CaseSpans.of(outcome, "failing");
    assertThat(spans.tree())
        .containsExactly("invoke_workflow publish", "  invoke_agent writer", "    chat failing");
    assertThat(spans.root().attributes())
        .containsEntry("aiops.run.failing_span_id", spans.call().id())
        .containsEntry("error.type", "dev.langchain4j.agentic.agent.AgentInvocationException");
  }

  @Test
  void stepWithoutModel_isAStep() {
    assertThat(CaseSpans.of(outcome, "plainstep").tree())
        .containsExactly(
            "invoke_workflow publish",
            "  invoke_agent writer",
            "    chat plainstep",
            "  invoke_agent shouter");
  }

  @Test
  void streamingStep_endsWithItsStream() {
    CaseSpans spans = CaseSpans.of(outcome, "streamstep");
    assertThat(spans.tree())
        .containsExactlyInAnyOrder(
            "invoke_workflow publish",
            "  invoke_agent narrator",
            "    chat streamstep",
            "  invoke_agent editor",
            "    chat streamstep");
    assertThat(spans.named("invoke_agent narrator").endNanos())
        .isGreaterThanOrEqualTo(spans.calls().get(0).endNanos());
  }

  @Test
  void agentOutsideAWorkflow_isARun() {
    assertThat(CaseSpans.of(outcome, "standalone").tree())
        .containsExactly("invoke_agent Writer", "  chat standalone");
  }
}
