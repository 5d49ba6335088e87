/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aiops.agent.mcp.LoopbackMcp;
import dev.langchain4j.mcp.McpToolExecutor;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.service.tool.ToolExecutor;
import io.opentelemetry.javaagent.aiops.approval.ToolHints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerToolsTest {

  private static final ToolHints DRAFT = new ToolHints(null, false, true, null);

  private LoopbackMcp server;
  private McpClient client;

  @BeforeEach
  void start() throws Exception {
    server = new LoopbackMcp("delete_all", "delete_draft");
    String url = "http://127.0.0.1:" + server.port() + "/mcp";
    client =
        new DefaultMcpClient.Builder()
            .autoHealthCheck(false)
            .transport(new StreamableHttpMcpTransport.Builder().url(url).build())
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void hints_ofAToolThatWasListed_areWhatTheServerSaid() {
    client.listTools();
    assertThat(ServerTools.hints(new McpToolExecutor(client), "delete_draft")).isEqualTo(DRAFT);
    assertThat(ServerTools.hints(new McpToolExecutor(client), "delete_all"))
        .isEqualTo(new ToolHints(false, true, null, null));
  }

  @Test
  void hints_whereTheAppHasAnotherName_areThoseOfTheServersName() {
    client.listTools();
    ToolExecutor renamed = new McpToolExecutor(client, "delete_draft");
    assertThat(ServerTools.hints(renamed, "delete_all")).isEqualTo(DRAFT);
  }

  @Test
  void hints_ofWhatIsNotListed_areUnknown() {
    assertThat(ServerTools.hints(new McpToolExecutor(client), "delete_all"))
        .isEqualTo(ToolHints.UNKNOWN);
    client.listTools();
    assertThat(ServerTools.hints(new McpToolExecutor(client), "refund"))
        .isEqualTo(ToolHints.UNKNOWN);
  }

  @Test
  void hints_ofAnExecutorOfTheApps_areUnknown() {
    client.listTools();
    ToolExecutor own = (request, memory) -> "done";
    assertThat(ServerTools.isOne(own)).isFalse();
    assertThat(ServerTools.hints(own, "delete_all")).isEqualTo(ToolHints.UNKNOWN);
  }
}
