/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import io.opentelemetry.javaagent.aiops.approval.ToolHints;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tools of LangChain4j's own MCP client, which keeps what its server listed last. Nothing is listed
 * that the app does not list.
 */
final class ServerTools {

  private static final String MCP = "dev.langchain4j.mcp.";
  private static final HiddenField CLIENT = new HiddenField("mcpClient");
  private static final HiddenField LISTED = new HiddenField("toolListRefs");
  // what the server calls it, where the app has another name for it
  private static final HiddenField SERVERS_NAME = new HiddenField("fixedToolName");
  private static final Getter METADATA = new Getter("metadata");

  private ServerTools() {}

  static boolean isOne(Object executor) {
    return executor.getClass().getName().startsWith(MCP);
  }

  /** What the server says of the tool that {@code executor} calls as {@code name}. */
  static ToolHints hints(Object executor, String name) {
    return isOne(executor)
        ? hints(metadata(executor, serversName(executor, name)))
        : ToolHints.UNKNOWN;
  }

  private static String serversName(Object executor, String name) {
    return SERVERS_NAME.of(executor) instanceof Optional<?> fixed && fixed.isPresent()
        ? String.valueOf(fixed.get())
        : name;
  }

  private static Map<?, ?> metadata(Object executor, String name) {
    return LISTED.of(CLIENT.of(executor)) instanceof AtomicReference<?> reference
            && reference.get() instanceof List<?> listed
        ? listed.stream()
            .filter(tool -> tool instanceof ToolSpecification one && one.name().equals(name))
            .map(METADATA::of)
            .filter(Objects::nonNull)
            .map(metadata -> (Map<?, ?>) metadata)
            .findFirst()
            .orElse(Map.of())
        : Map.of();
  }

  private static ToolHints hints(Map<?, ?> metadata) {
    return new ToolHints(
        hint(metadata.get("readOnlyHint")),
        hint(metadata.get("destructiveHint")),
        hint(metadata.get("idempotentHint")),
        hint(metadata.get("openWorldHint")));
  }

  private static @Nullable Boolean hint(@Nullable Object said) {
    return said instanceof Boolean hint ? hint : null;
  }
}
