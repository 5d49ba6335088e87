/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.AgentJvm;
import dev.aiops.agent.CaseSpans;
import dev.aiops.agent.mcp.LoopbackMcp;
import io.opentelemetry.javaagent.aiops.approval.LoopbackApprovals;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.example.mcp.McpApp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of an MCP server, by LangChain4j's own client, are tools like any other. */
class LangChain4jMcpIT {

  @TempDir private Path folder;

  @Test
  void toolOfAServer_isHeldOnce_andCalledOnceApproved() throws Exception {
    try (LoopbackProvider provider = LoopbackProvider.start();
        LoopbackApprovals plane = new LoopbackApprovals();
        LoopbackMcp mcp = new LoopbackMcp("refund")) {
      CompletableFuture<AgentJvm.Outcome> app =
          CompletableFuture.supplyAsync(() -> run(provider, plane, mcp));
      plane.book().approve(plane.book().await(0));
      plane.book().deny(plane.book().await(1), "too much");
      AgentJvm.Outcome outcome = app.get(150, TimeUnit.SECONDS);

      assertThat(outcome.exitCode()).as(outcome.output()).isZero();
      assertThat(outcome.troubles()).isEmpty();
      assertThat(outcome.result("approved")).isEqualTo("echo: refunded Bern");
      assertThat(outcome.result("denied"))
          .startsWith("echo: Not executed: A person declined this refund. Reason: too much");
      assertThat(mcp.calls())
          .extracting(call -> call.path("arguments").toString())
          .containsExactly("{\"arg0\":\"x\",\"city\":\"Bern\"}");
      CaseSpans spans = CaseSpans.of(outcome, "approved");
      assertThat(spans.tree())
          .containsExactly(
              "invoke_agent Clerk", "  chat approved", "  execute_tool refund", "  chat approved");
      assertThat(spans.named("execute_tool refund").attribute("aiops.approval.state"))
          .isEqualTo("EXECUTED");
      assertThat(plane.outcomes()).hasSize(1);
      assertThat(plane.book().view(plane.book().await(0)).path("hints").toString())
          .isEqualTo("{\"destructive\":true}");
    }
  }

  private AgentJvm.Outcome run(
      LoopbackProvider provider, LoopbackApprovals plane, LoopbackMcp mcp) {
    try {
      return AgentJvm.run(
          folder,
          AgentJvm.appClassPath(),
          Map.of(
              "aiops.control.url",
              "http://127.0.0.1:" + plane.port(),
              "aiops.control.token",
              "token",
              "aiops.control.dir",
              folder.resolve("budgets").toString()),
          McpApp.class,
          Integer.toString(provider.port()),
          Integer.toString(mcp.port()),
          "approved",
          "denied");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
