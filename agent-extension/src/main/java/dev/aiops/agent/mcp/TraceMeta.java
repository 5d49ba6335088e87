/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.mcp;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The trace in a request's {@code _meta}, under the names that HTTP has for it, as MCP asks. */
final class TraceMeta {

  private TraceMeta() {}

  /** {@code meta} with the trace of {@code context}; what the app put there stays. */
  static @Nullable Map<String, Object> with(@Nullable Map<String, Object> meta, Context context) {
    Map<String, Object> all = new HashMap<>();
    GlobalOpenTelemetry.getPropagators()
        .getTextMapPropagator()
        .inject(
            context, all, (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value));
    if (meta != null) {
      all.putAll(meta);
    }
    return all.isEmpty() ? meta : all;
  }
}
