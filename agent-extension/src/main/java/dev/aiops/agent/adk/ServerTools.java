/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.adk;

import com.google.adk.tools.BaseTool;
import io.opentelemetry.javaagent.aiops.approval.ToolHints;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;

/** Tools that the library makes of an MCP server's, which keep what the server listed. */
final class ServerTools {

  private static final String MCP = "com.google.adk.tools.mcp.";
  private static final HiddenField LISTED = new HiddenField("mcpTool");
  private static final Getter ANNOTATIONS = new Getter("annotations");

  private ServerTools() {}

  static boolean isOne(BaseTool tool) {
    return tool.getClass().getName().startsWith(MCP);
  }

  /** What the server says of it. */
  static ToolHints hints(BaseTool tool) {
    return isOne(tool) ? ToolHints.of(ANNOTATIONS.of(LISTED.of(tool))) : ToolHints.UNKNOWN;
  }
}
