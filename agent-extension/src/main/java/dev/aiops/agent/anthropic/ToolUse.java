/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.anthropic;

import com.anthropic.models.beta.messages.BetaTool;
import com.anthropic.models.beta.messages.BetaToolUseBlockParam;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the model wants done by a tool.
 *
 * @param tool what the library runs, by a class of its own in each version; null where it runs none
 *     and only tells the model so
 */
record ToolUse(BetaToolUseBlockParam use, @Nullable Object tool) {

  /** The library runs the memory tool by its name, whatever tools there are. */
  private static final String MEMORY = "memory";

  /**
   * As the runner's method is given it: the use, the tools by name (before 3.0 lists of them), and
   * since 3.0 the names of those that may be used.
   */
  static ToolUse of(Object[] arguments) {
    BetaToolUseBlockParam use = (BetaToolUseBlockParam) arguments[0];
    return new ToolUse(use, tool(use.name(), arguments));
  }

  private static @Nullable Object tool(String name, Object[] arguments) {
    if (name.equals(MEMORY)) {
      return MEMORY;
    }
    if (arguments.length > 2 && arguments[2] instanceof Set<?> usable && !usable.contains(name)) {
      return null;
    }
    Object tool = arguments[1] instanceof Map<?, ?> tools ? tools.get(name) : null;
    return tool instanceof List<?> list ? list.get(0) : tool;
  }

  /** Its arguments as JSON. */
  String arguments() {
    return Json.text(use._input());
  }

  /** SHA-256 in lower hex of what the model was told of the tool; empty where nobody can tell. */
  String definition() {
    String hash =
        Faults.value(
            "anthropic-java tool definition",
            () -> part(BetaTool.class) instanceof BetaTool tool ? sha256(Json.text(tool)) : null);
    return hash == null ? "" : hash;
  }

  /** {@code extension} for a tool of an MCP server. */
  String type() {
    Object mcp = Faults.value("anthropic-java tool type", () -> part(boolean.class));
    return Boolean.TRUE.equals(mcp) ? "extension" : "function";
  }

  private @Nullable Object part(Class<?> type) {
    try {
      for (Field field : tool == null ? new Field[0] : tool.getClass().getDeclaredFields()) {
        if (field.getType() == type) {
          field.setAccessible(true);
          return field.get(tool);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // nobody can tell
    }
    return null;
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
