/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.ModelProvider;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of {@code gen_ai.provider.name} for LangChain4j's own names of providers. */
final class Providers {

  private static final String MODELS = "dev.langchain4j.model.";

  private static final Map<String, String> BY_PACKAGE =
      Map.of(
          "openai", "openai",
          "openaiofficial", "openai",
          "azure", "azure.ai.openai",
          "anthropic", "anthropic",
          "mistralai", "mistral_ai",
          "googleai", "gcp.gemini",
          "vertexai", "gcp.vertex_ai",
          "bedrock", "aws.bedrock",
          "cohere", "cohere",
          "voyageai", "voyageai");

  private Providers() {}

  /**
   * The provider's well-known name, the library's own in lower case where there is none, and null
   * where the model does not say. Matched by name: most constants are younger than 1.0.
   */
  static @Nullable String name(@Nullable ModelProvider provider) {
    if (provider == null) {
      return null;
    }
    return switch (provider.name()) {
      case "OPEN_AI" -> "openai";
      case "ANTHROPIC" -> "anthropic";
      case "AMAZON_BEDROCK" -> "aws.bedrock";
      case "AZURE_OPEN_AI" -> "azure.ai.openai";
      case "GITHUB_MODELS", "MICROSOFT_FOUNDRY" -> "azure.ai.inference";
      case "GOOGLE_AI_GEMINI", "GOOGLE_GENAI" -> "gcp.gemini";
      case "GOOGLE_VERTEX_AI_GEMINI", "GOOGLE_VERTEX_AI_ANTHROPIC" -> "gcp.vertex_ai";
      case "MISTRAL_AI" -> "mistral_ai";
      case "WATSONX" -> "ibm.watsonx.ai";
      case "OTHER" -> null;
      default -> provider.name().toLowerCase(Locale.ROOT);
    };
  }

  /** The provider that a model of LangChain4j's own modules is for, by its package; else null. */
  static @Nullable String of(Class<?> model) {
    String name = model.getName();
    if (!name.startsWith(MODELS)) {
      return null;
    }
    int end = name.indexOf('.', MODELS.length());
    return end < 0 ? null : BY_PACKAGE.get(name.substring(MODELS.length(), end));
  }
}
