/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.openai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits that a request sets to its answer, and how to give it one where it has none. */
final class OutputLimits {

  private final OutputLimit completionTokens = new OutputLimit("max_completion_tokens");
  private final OutputLimit outputTokens = new OutputLimit("max_output_tokens");
  private final OutputLimit maxTokens = new OutputLimit("max_tokens");

  void value(RequestField field, JsonToken token) {
    switch (field) {
      case MAX_COMPLETION_TOKENS -> completionTokens.value(token);
      case MAX_OUTPUT_TOKENS -> outputTokens.value(token);
      default -> maxTokens.value(token);
    }
  }

  /** The largest limit of those that {@code endpoint} may read; 0 for none. */
  long tokens(Endpoint endpoint) {
    long largest = 0;
    for (OutputLimit limit : of(endpoint)) {
      if (limit.isUnlimited()) {
        return 0;
      }
      largest = Math.max(largest, limit.tokens());
    }
    return largest;
  }

  /**
   * The change that sets a limit, or null where there is one already, or no such thing.
   *
   * @param first where the first member of the request is, or would be
   */
  @Nullable Splice injection(
      Endpoint endpoint, boolean openAi, long tokens, long first, boolean emptyRequest) {
    if (endpoint == Endpoint.EMBEDDINGS || tokens(endpoint) > 0) {
      return null;
    }
    OutputLimit known = knownTo(endpoint, openAi);
    Splice change = known.replacedBy(tokens);
    if (change == null) {
      change = known.insertedAt(first, emptyRequest, tokens);
    }
    for (OutputLimit other : of(endpoint)) {
      Splice more = other != known && other.isUnlimited() ? other.replacedBy(tokens) : null;
      change = more == null ? change : change.and(more);
    }
    return change;
  }

  private OutputLimit knownTo(Endpoint endpoint, boolean openAi) {
    return switch (endpoint) {
      // OpenAI's reasoning models reject max_tokens; most other servers know nothing else
      case CHAT -> openAi ? completionTokens : maxTokens;
      case RESPONSES -> outputTokens;
      default -> maxTokens;
    };
  }

  private List<OutputLimit> of(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT -> List.of(completionTokens, maxTokens);
      case RESPONSES -> List.of(outputTokens);
      default -> List.of(maxTokens);
    };
  }
}
