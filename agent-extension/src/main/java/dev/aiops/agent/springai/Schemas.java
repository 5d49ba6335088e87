/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import io.opentelemetry.javaagent.aiops.hook.Utf8;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * The tools and the schema of a request.
 *
 * @param tools how many tools
 * @param chars characters of their names, descriptions and schemas
 * @param bytes at least the bytes of their JSON, whatever the provider
 */
record Schemas(long tools, long chars, long bytes) {

  private static final int FACTOR = 2;
  private static final int AROUND_EACH = 128; // {"type":"function","function":{…},"strict":true}
  private static final Getter CALLBACKS = new Getter("getToolCallbacks");
  private static final Getter NAMES = new Getter("getToolNames"); // 1.x
  private static final Getter TOOLS = new Getter("getTools"); // OpenAI's own, 1.x
  private static final Getter FORMAT = new Getter("getResponseFormat");
  private static final Getter SCHEMA = new Getter("getOutputSchema");
  private static final Getter OUTPUT = new Getter("getOutputConfig");
  private static final HiddenField MANAGER = new HiddenField("toolCallingManager");

  /** Null where tools are given by names that nobody knows. */
  static @Nullable Schemas of(Object model, @Nullable Object given, Options options) {
    List<ToolDefinition> tools = definitions(model, given, options);
    if (tools == null) {
      return null;
    }
    long chars = 0;
    long bytes = text(options.get(FORMAT)) + text(options.get(SCHEMA)) + text(options.get(OUTPUT));
    bytes += text(options.get(TOOLS));
    for (ToolDefinition tool : tools) {
      chars += tool.name().length() + tool.description().length() + tool.inputSchema().length();
      bytes += bytes(tool.name() + tool.description() + tool.inputSchema());
    }
    long own = options.get(TOOLS) instanceof Collection<?> several ? several.size() : 0;
    return new Schemas(tools.size() + own, chars, bytes);
  }

  private static @Nullable List<ToolDefinition> definitions(
      Object model, @Nullable Object given, Options options) {
    if (options.get(NAMES) instanceof Collection<?> names && !names.isEmpty()) {
      return MANAGER.of(model) instanceof ToolCallingManager manager
              && given instanceof ToolCallingChatOptions asked
          ? manager.resolveToolDefinitions(asked)
          : null;
    }
    List<ToolDefinition> tools = new ArrayList<>();
    if (options.get(CALLBACKS) instanceof Collection<?> callbacks) {
      callbacks.forEach(each -> tools.add(((ToolCallback) each).getToolDefinition()));
    }
    return tools;
  }

  private static long text(@Nullable Object schema) {
    return schema == null ? 0 : bytes(String.valueOf(schema));
  }

  /** At least the bytes of the JSON of what is {@code written} so. */
  static long bytes(String written) {
    return FACTOR * Utf8.length(written) + AROUND_EACH;
  }
}
