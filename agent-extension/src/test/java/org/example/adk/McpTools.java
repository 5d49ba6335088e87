/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.adk;

import com.google.adk.tools.BaseToolset;
import com.google.adk.tools.mcp.McpToolset;
import com.google.adk.tools.mcp.StreamableHttpServerParameters;
import java.time.Duration;

/** All tools of an MCP server. Apart, as older versions have other classes for it. */
final class McpTools {

  private McpTools() {}

  static BaseToolset at(String url) {
    return new McpToolset(
        StreamableHttpServerParameters.builder()
            .url(url)
            .timeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(20))
            .build());
  }
}
