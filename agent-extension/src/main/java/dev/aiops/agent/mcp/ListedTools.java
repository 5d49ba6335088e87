/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.opentelemetry.javaagent.aiops.approval.ToolHints;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each client's server says of its tools, as it listed them last. Only that client's calls are
 * asked about with it: a server must not speak for a tool of another by the same name.
 */
final class ListedTools {

  /** A server that lists new names for ever fills no memory: further tools have no hints. */
  private static final int MOST = 10_000;

  private static final Map<McpAsyncClient, Map<String, ToolHints>> BY_CLIENT =
      Collections.synchronizedMap(new WeakHashMap<>());

  private ListedTools() {}

  static void learn(McpAsyncClient client, ListToolsResult listed) {
    Map<String, ToolHints> hints =
        BY_CLIENT.computeIfAbsent(client, any -> new ConcurrentHashMap<>());
    for (Tool tool : listed.tools()) {
      if (hints.size() < MOST || hints.containsKey(tool.name())) {
        hints.put(tool.name(), ToolHints.of(tool.annotations()));
      }
    }
  }

  static ToolHints hints(McpAsyncClient client, String tool) {
    Map<String, ToolHints> hints = BY_CLIENT.getOrDefault(client, Map.of());
    return hints.getOrDefault(tool, ToolHints.UNKNOWN);
  }
}
