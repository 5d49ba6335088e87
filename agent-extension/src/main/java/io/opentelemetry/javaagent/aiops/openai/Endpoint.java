/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.javaagent.aiops.call.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoints of OpenAI's API at which a model is paid. */
public enum Endpoint {
  /** {@code POST …/chat/completions}. */
  CHAT(Operation.CHAT),
  /** {@code POST …/completions}, the legacy ones. */
  COMPLETIONS(Operation.TEXT_COMPLETION),
  /** {@code POST …/responses} and {@code POST …/responses/compact}. */
  RESPONSES(Operation.CHAT),
  /** {@code POST …/embeddings}. */
  EMBEDDINGS(Operation.EMBEDDINGS);

  private final Operation operation;

  Endpoint(Operation operation) {
    this.operation = operation;
  }

  /** What kind of call it is. */
  public Operation operation() {
    return operation;
  }

  /** The endpoint a path ends in, or null where it is none of these. */
  public static @Nullable Endpoint of(String method, List<String> path) {
    if (!method.equals("POST") || path.isEmpty()) {
      return null;
    }
    String last = path.get(path.size() - 1);
    String before = path.size() < 2 ? "" : path.get(path.size() - 2);
    return switch (last) {
      case "completions" -> before.equals("chat") ? CHAT : COMPLETIONS;
      case "responses" -> RESPONSES;
      case "compact" -> before.equals("responses") ? RESPONSES : null;
      case "embeddings" -> EMBEDDINGS;
      default -> null;
    };
  }
}
