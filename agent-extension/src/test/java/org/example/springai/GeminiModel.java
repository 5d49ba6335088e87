/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.springai;

import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import org.springframework.ai.chat.model.ChatModel;

/** The module for Google's models, which asks by google-genai. */
final class GeminiModel {

  private static final String MODULE = "org.springframework.ai.google.genai.GoogleGenAiChat";

  private GeminiModel() {}

  static ChatModel of(String url, String model, int maxTokens) throws ReflectiveOperationException {
    HttpOptions where = HttpOptions.builder().baseUrl(url).build();
    Chain options = Chain.of(MODULE + "Options", "builder").with("model", model);
    return (ChatModel)
        Chain.of(MODULE + "Model", "builder")
            .with("genAiClient", Client.builder().apiKey("k").httpOptions(where).build())
            .with("options", options.with("maxOutputTokens", maxTokens).build())
            .build();
  }
}
