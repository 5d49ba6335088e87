/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import io.opentelemetry.javaagent.aiops.call.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoints of the APIs of OpenAI and Anthropic at which a model is paid. */
public enum Endpoint {
  /** {@code POST …/chat/completions}. */
  CHAT(Operation.CHAT),
  /** {@code POST …/completions}, the legacy ones. */
  COMPLETIONS(Operation.TEXT_COMPLETION),
  /** {@code POST …/responses} and {@code POST …/responses/compact}. */
  RESPONSES(Operation.CHAT),
  /** {@code POST …/embeddings}. */
  EMBEDDINGS(Operation.EMBEDDINGS),
  /** Anthropic's {@code POST …/messages}. */
  MESSAGES(Operation.CHAT);

  private final Operation operation;

  Endpoint(Operation operation) {
    this.operation = operation;
  }

  /** What kind of call it is. */
  public Operation operation() {
    return operation;
  }

  /** Value of {@code gen_ai.provider.name} where the host does not tell. */
  String provider() {
    return this == MESSAGES ? "anthropic" : "openai";
  }

  /** As {@link #of} for Anthropic's API: counting tokens and batches are none. */
  public static @Nullable Endpoint ofAnthropic(String method, List<String> path) {
    boolean messages = !path.isEmpty() && path.get(path.size() - 1).equals("messages");
    return messages && method.equals("POST") ? MESSAGES : null;
  }

  /** The endpoint a path ends in, or null where it is none of OpenAI's. */
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
