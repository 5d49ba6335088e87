/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.eval.judge;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.util.Objects;

/** A provider of one's own: a gateway of the house. */
public final class OwnProvider implements ModelProvider {

  @Override
  public String text() {
    return "gateway";
  }

  @Override
  public String telemetryName() {
    return "openai";
  }

  @Override
  public String usualKey() {
    return "GATEWAY_KEY";
  }

  @Override
  public ChatModel model(JudgeSettings settings, String key) {
    URI url = Objects.requireNonNull(settings.baseUrl(), "base_url");
    return OpenAiChatModel.builder()
        .baseUrl(url.toString())
        .apiKey(key)
        .modelName(settings.model())
        .timeout(settings.timeout())
        .maxRetries(Provider.RETRIES)
        .maxTokens(Provider.MOST_TOKENS)
        .build();
  }
}
