/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

import io.opentelemetry.javaagent.aiops.hook.Getter;
import org.jspecify.annotations.Nullable;

/**
 * What the server that has a tool says of it, as the Model Context Protocol has it. Nobody has
 * checked it. Null is what it has not said, for which nothing stands in.
 *
 * @param readOnly that it changes nothing
 * @param destructive that it may destroy what is there
 * @param idempotent that a second call with the same arguments changes nothing more
 * @param openWorld that it deals with what is outside, as the web is
 */
public record ToolHints(
    @Nullable Boolean readOnly,
    @Nullable Boolean destructive,
    @Nullable Boolean idempotent,
    @Nullable Boolean openWorld) {

  /** Nobody has said anything. */
  public static final ToolHints UNKNOWN = new ToolHints(null, null, null, null);

  // by name: frameworks that wrap a server's tool are hooked where the MCP SDK may be missing
  private static final Getter READ_ONLY = new Getter("readOnlyHint");
  private static final Getter DESTRUCTIVE = new Getter("destructiveHint");
  private static final Getter IDEMPOTENT = new Getter("idempotentHint");
  private static final Getter OPEN_WORLD = new Getter("openWorldHint");

  /** Of the MCP Java SDK's {@code ToolAnnotations}; null, and any other object, says nothing. */
  public static ToolHints of(@Nullable Object annotations) {
    return new ToolHints(
        hint(READ_ONLY.of(annotations)),
        hint(DESTRUCTIVE.of(annotations)),
        hint(IDEMPOTENT.of(annotations)),
        hint(OPEN_WORLD.of(annotations)));
  }

  private static @Nullable Boolean hint(@Nullable Object said) {
    return said instanceof Boolean hint ? hint : null;
  }
}
