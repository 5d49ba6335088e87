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
import dev.aiops.agent.mcp.LoopbackMcp;
import dev.aiops.agent.openai.WireProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is seen of the app's chat clients and tools. */
record RunsSeen(AgentJvm.Outcome outcome, WireProvider provider) {

  void seesRuns() {
    assertThat(outcome.result("client")).isEqualTo("Hello");
    assertThat(spans("client").tree())
        .containsExactly("invoke_agent ChatClient", "  chat ft:gpt-4o-2024-client");
    assertThat(outcome.result("clientstream")).isEqualTo("Hello");
    assertThat(spans("clientstream").tree())
        .containsExactly("invoke_agent ChatClient", "  chat ft:gpt-4o-2024-clientstream");
    for (String name : List.of("tools", "toolstream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(spans(name).tree())
          .as(name)
          .containsExactly(
              "invoke_agent ChatClient",
              "  chat ft:gpt-4o-2024-" + name,
              "  execute_tool weather",
              "  chat ft:gpt-4o-2024-" + name);
      assertThat(spans(name).named("execute_tool weather").attributes())
          .contains(
              entry("gen_ai.tool.call.id", "call_7"),
              entry("gen_ai.tool.type", "function"),
              entry("aiops.call.outcome", "ok"));
    }
    assertThat(spans("agentastool").tree())
        .containsExactly(
            "invoke_agent ChatClient",
            "  chat ft:gpt-4o-2024-agentastool",
            "  execute_tool weather",
            "    invoke_agent ChatClient",
            "      chat ft:gpt-4o-2024-agentastool",
            "  chat ft:gpt-4o-2024-agentastool");
  }

  /** By what the app tells its client. */
  void seesNames() {
    for (String name : List.of("named", "named-stream")) {
      assertThat(outcome.result(name)).as(name).isEqualTo("Hello");
      assertThat(spans(name).tree())
          .containsExactly("invoke_agent Helper of " + name, "  chat ft:gpt-4o-2024-" + name);
      assertThat(spans(name).root().attributes())
          .contains(
              entry("gen_ai.agent.name", "Helper of " + name),
              entry("gen_ai.conversation.id", "conversation-7"));
    }
  }

  /** Tools in force, whose person was asked on no thread that must not block. */
  void ranWhatWasApproved(Path ledger) throws Exception {
    assertThat(Files.readAllLines(ledger)).containsExactly("paid A-17", "paid B-1", "paid A-17");
    assertThat(outcome.result("refundstream-approved")).isEqualTo("Hello");
    assertThat(told("refund-approved")).contains("refunded A-17");
    assertThat(told("refund-edited")).contains("changed its arguments", "refunded B-1");
    for (String name : List.of("refund-approved", "refund-edited", "refundstream-approved")) {
      assertThat(tool(name).attribute("aiops.approval.state")).as(name).isEqualTo("EXECUTED");
    }
  }

  /** Spring AI's tool and the MCP SDK's call below it are one span. */
  void seesAServersTool(LoopbackMcp mcp) {
    assertThat(outcome.result("mcp")).isEqualTo("told");
    assertThat(told("mcp")).contains("deleted Rome");
    assertThat(spans("mcp").tree())
        .containsExactly(
            "invoke_agent ChatClient",
            "  chat ft:gpt-4o-2024-mcp",
            "  execute_tool shop_delete_all",
            "  chat ft:gpt-4o-2024-mcp");
    AppSpan tool = spans("mcp").named("execute_tool shop_delete_all");
    assertThat(tool.attributes())
        .contains(
            entry("aiops.call.library", "spring-ai"),
            entry("aiops.approval.state", "EXECUTED"),
            entry("gen_ai.tool.type", "extension"),
            entry("mcp.method.name", "tools/call"));
    assertThat(mcp.calls()).hasSize(1);
    assertThat(mcp.calls().get(0).path("_meta").path("traceparent").asText())
        .startsWith("00-" + tool.traceId() + "-" + tool.id());
  }

  /** A denial is the tool's result, which the model reads. */
  void heldWhatWasNot() {
    assertThat(outcome.result("refund-denied")).isEqualTo("told");
    assertThat(told("refund-denied"))
        .contains("Not executed: A person declined this refund. Reason: too much (apr_");
    assertThat(tool("refund-denied").attributes())
        .contains(entry("aiops.approval.state", "DENIED"), entry("aiops.call.outcome", "refused"));
  }

  private AppSpan tool(String name) {
    return spans(name).named("execute_tool refund");
  }

  /** What the model was sent after it had asked for the tool. */
  private String told(String name) {
    assertThat(provider.received(name)).as(name).hasSize(2);
    return provider.received(name).get(1).body();
  }

  private CaseSpans spans(String name) {
    String model = name.startsWith("claude") ? "claude-sonnet-4-5-" : "ft:gpt-4o-2024-";
    return CaseSpans.of(outcome, model + name);
  }
}
