/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.run;

import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_NAME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.AGENT_VERSION;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CONVERSATION_ID;
import static io.opentelemetry.javaagent.aiops.Vocabulary.USER_ID;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import org.jspecify.annotations.Nullable;

/**
 * Who runs and for whom; what is unknown is null.
 *
 * @param agent the agent's name
 * @param agentVersion its version
 * @param conversationId conversation or chat memory id
 * @param userId the end user
 */
record RunIdentity(
    @Nullable String agent,
    @Nullable String agentVersion,
    @Nullable String conversationId,
    @Nullable String userId) {

  static final RunIdentity UNKNOWN = new RunIdentity(null, null, null, null);

  /** Puts what is known on {@code span}; what the app itself put there stays. */
  void stamp(ReadWriteSpan span) {
    put(span, AGENT_NAME, agent);
    put(span, AGENT_VERSION, agentVersion);
    put(span, CONVERSATION_ID, conversationId);
    put(span, USER_ID, userId);
  }

  private static void put(ReadWriteSpan span, AttributeKey<String> key, @Nullable String value) {
    if (value != null && span.getAttribute(key) == null) {
      span.setAttribute(key, value);
    }
  }
}
