/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.aiops.approval.ToolHints;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import org.springframework.ai.tool.ToolCallback;

/** Callbacks that Spring AI makes of an MCP server's tools, which keep what the server listed. */
final class ServerTools {

  private static final String MCP = "org.springframework.ai.mcp.";
  private static final HiddenField LISTED = new HiddenField("tool");
  private static final Getter ANNOTATIONS = new Getter("annotations");

  private ServerTools() {}

  static boolean isOne(ToolCallback tool) {
    return tool.getClass().getName().startsWith(MCP);
  }

  /** What the server says of it. */
  static ToolHints hints(ToolCallback tool) {
    return isOne(tool) ? ToolHints.of(ANNOTATIONS.of(LISTED.of(tool))) : ToolHints.UNKNOWN;
  }
}
