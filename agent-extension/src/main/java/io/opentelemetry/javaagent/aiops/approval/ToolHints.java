/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.approval;

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
}
