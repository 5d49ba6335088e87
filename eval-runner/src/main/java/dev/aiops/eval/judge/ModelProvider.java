/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.langchain4j.model.chat.ChatModel;

/**
 * Who serves judges' models, by a chat model of LangChain4j. {@link Provider} has those that come
 * along; one's own is a provider of {@link java.util.ServiceLoader}, in a jar on the class path,
 * named in {@code META-INF/services/dev.aiops.eval.judge.ModelProvider}.
 */
public interface ModelProvider {

  /** Its name in definitions, of {@code a} to {@code z}, digits and {@code _}; the only one. */
  String text();

  /** As OpenTelemetry's {@code gen_ai.provider.name} and the price list name it. */
  String telemetryName();

  /** The environment variable in which its key usually is; empty where it takes none of ours. */
  String usualKey();

  /** Whether definitions may say where it answers. */
  default boolean takesBaseUrl() {
    return true;
  }

  /**
   * Makes the model; asks nobody yet. What a call can cost is bounded by {@link
   * Provider#MOST_TOKENS} of answer and {@link Provider#RETRIES}, so it has to keep to both, and to
   * the settings' timeout.
   *
   * @param key of the settings' variable; empty where that is not set
   */
  ChatModel model(JudgeSettings settings, String key);
}
