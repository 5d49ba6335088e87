/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.aiops.hook.Getter;
import io.opentelemetry.javaagent.aiops.hook.HiddenField;
import io.opentelemetry.javaagent.aiops.http.HostPort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which provider a model of Spring AI's own modules is for, and where it is. */
final class Providers {

  private static final String MODULES = "org.springframework.ai.";
  private static final Map<String, String> BY_PACKAGE = byPackage();
  private static final Getter BASE_URL = new Getter("getBaseUrl");
  // 1.x, whose API object keeps it to itself
  private static final HiddenField OPENAI_API = new HiddenField("openAiApi");
  private static final HiddenField BASE_URL_FIELD = new HiddenField("baseUrl");

  private static final ClassValue<Optional<String>> NAMES =
      new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
          return name(type.getName());
        }
      };

  private Providers() {}

  private static Map<String, String> byPackage() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("azure.openai.", "azure.ai.openai");
    names.put("openai.", "openai");
    names.put("anthropic.", "anthropic");
    names.put("bedrock.", "aws.bedrock");
    names.put("google.genai.", "gcp.gemini");
    names.put("vertexai.", "gcp.vertex_ai");
    names.put("mistralai.", "mistral_ai");
    names.put("deepseek.", "deepseek");
    names.put("ollama.", "ollama");
    names.put("minimax.", "minimax");
    names.put("zhipuai.", "zhipuai");
    return names;
  }

  /** The value of {@code gen_ai.provider.name}; null where the model does not tell. */
  static @Nullable String of(Object model) {
    return NAMES.get(model.getClass()).orElse(null);
  }

  private static Optional<String> name(String type) {
    String module = type.startsWith(MODULES) ? type.substring(MODULES.length()) : "";
    return BY_PACKAGE.entrySet().stream()
        .filter(entry -> module.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Where the model's requests go, as far as its options tell before one is sent. */
  static HostPort host(Object model, Options options) {
    Object url = options.get(BASE_URL);
    if (url == null) {
      url = BASE_URL_FIELD.of(OPENAI_API.of(model));
    }
    return url instanceof String text ? HostPort.of(text) : HostPort.UNKNOWN;
  }
}
