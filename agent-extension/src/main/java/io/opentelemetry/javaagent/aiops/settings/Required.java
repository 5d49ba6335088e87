/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.settings;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The hooks that the operator will not run without ({@code aiops.require}). A hook that is switched
 * off lets the app's calls pass unseen and uncapped, which nothing would tell: so the JVM ends
 * before the app begins.
 */
final class Required {

  static final String NAME = "aiops.require";

  /** The names by which each hook's module can be switched off. */
  static final Map<String, List<String>> MODULES = modules();

  private final ConfigProperties config;

  Required(ConfigProperties config) {
    this.config = config;
  }

  private static Map<String, List<String>> modules() {
    Map<String, List<String>> modules = new TreeMap<>();
    modules.put("openai-java", List.of("aiops-openai", "aiops"));
    modules.put("anthropic-java", List.of("anthropic", "aiops"));
    modules.put("anthropic-java-tools", List.of("anthropic-tools", "anthropic", "aiops"));
    modules.put("google-genai", List.of("google-genai", "aiops"));
    modules.put("google-genai-functions", List.of("google-genai", "aiops"));
    for (String hook : List.of("runner", "models", "tools")) {
      modules.put("google-adk-" + hook, List.of("google-adk", "aiops"));
    }
    modules.put("bedrockruntime", List.of("bedrock", "aiops"));
    for (String hook : List.of("chat", "streaming", "embeddings")) {
      modules.put("langchain4j-" + hook, langChain4j("models"));
    }
    for (String hook : List.of("ai-services", "ai-services-streaming", "tools")) {
      modules.put("langchain4j-" + hook, langChain4j("ai-services"));
    }
    modules.put("langchain4j-agentic", langChain4j("agentic"));
    modules.put("langchain4j-agentic-workflows", langChain4j("agentic"));
    modules.put("langchain4j-http-client", langChain4j("http-client"));
    for (String hook : List.of("chat", "streaming", "embeddings", "tools")) {
      modules.put("spring-ai-" + hook, springAi("models"));
    }
    modules.put("spring-ai-chat-client", springAi("chat-client"));
    modules.put("mcp-sdk", List.of("mcp-sdk", "aiops"));
    return Map.copyOf(modules);
  }

  private static List<String> langChain4j(String module) {
    return List.of("langchain4j-" + module, "langchain4j", "aiops");
  }

  private static List<String> springAi(String module) {
    return List.of("spring-ai-" + module, "spring-ai", "aiops");
  }

  /** Whether any hook is required. */
  boolean any() {
    return !hooks().isEmpty();
  }

  /** Their names. */
  List<String> hooks() {
    return config.getList(NAME).stream().map(String::trim).filter(hook -> !hook.isEmpty()).toList();
  }

  /** What is wrong with each required hook, in a line that names the remedy; empty if nothing. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String hook : hooks()) {
      String off = MODULES.containsKey(hook) ? switchedOff(hook) : unknown();
      if (off != null) {
        problems.add(
            "the hook "
                + hook
                + " is required ("
                + NAME
                + ") and "
                + off
                + "; or do not require it");
      }
    }
    return problems;
  }

  private static String unknown() {
    return "there is none of that name: name one of " + new TreeMap<>(MODULES).keySet();
  }

  private @Nullable String switchedOff(String hook) {
    if (!config.getBoolean(Settings.ENABLED, true)) {
      return "is off: remove " + Settings.ENABLED + "=false";
    }
    for (String module : MODULES.getOrDefault(hook, List.of())) {
      String name = "otel.instrumentation." + module + ".enabled";
      if (!config.getBoolean(name, isOnByDefault(module))) {
        return "is off: set " + name + "=true";
      }
    }
    return null;
  }

  /** Upstream turns a module on by any of its names; ours all carry the last one. */
  private boolean isOnByDefault(String module) {
    return !module.equals("aiops")
        || config.getBoolean("otel.instrumentation.common.default-enabled", true);
  }
}
