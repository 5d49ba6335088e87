/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Each hook on a library, by the switch of its own, and a class of the library it works on. */
final class HookedTypes {

  /** Types that calls pass, in every version of their library: all of them for each hook. */
  static final List<String> NAMES =
      List.of(
          "com.openai.core.http.RetryingHttpClient",
          "com.anthropic.core.http.RetryingHttpClient",
          "com.anthropic.helpers.BetaToolRunner",
          "software.amazon.awssdk.services.bedrockruntime.DefaultBedrockRuntimeClient",
          "com.google.genai.Models",
          "com.google.genai.AfcUtil",
          "com.google.adk.runner.Runner",
          "com.google.adk.models.ApigeeLlm",
          "com.google.adk.tools.FunctionTool",
          "dev.langchain4j.model.chat.ChatModel",
          "dev.langchain4j.model.chat.StreamingChatModel",
          "dev.langchain4j.model.embedding.EmbeddingModel",
          "dev.langchain4j.model.openai.OpenAiChatModel",
          "dev.langchain4j.model.openai.OpenAiStreamingChatModel",
          "dev.langchain4j.model.openai.OpenAiEmbeddingModel",
          "dev.langchain4j.http.client.jdk.JdkHttpClient",
          "dev.langchain4j.service.DefaultAiServices$1",
          "dev.langchain4j.service.AiServiceTokenStream",
          "dev.langchain4j.service.tool.ToolExecutor",
          "dev.langchain4j.service.tool.DefaultToolExecutor",
          "dev.langchain4j.agentic.internal.AgentInvoker",
          "dev.langchain4j.agentic.internal.AbstractAgentInvoker",
          "dev.langchain4j.agentic.internal.MethodAgentInvoker",
          "dev.langchain4j.agentic.internal.PlannerBasedInvocationHandler",
          "io.modelcontextprotocol.client.McpAsyncClient",
          "org.springframework.ai.chat.model.ChatModel",
          "org.springframework.ai.chat.model.StreamingChatModel",
          "org.springframework.ai.tool.ToolCallback",
          "org.springframework.ai.openai.OpenAiChatModel",
          "org.springframework.ai.openai.OpenAiEmbeddingModel",
          "org.springframework.ai.tool.function.FunctionToolCallback",
          "org.springframework.ai.chat.client.DefaultChatClient$DefaultCallResponseSpec",
          "org.springframework.ai.chat.client.DefaultChatClient$DefaultStreamResponseSpec");

  /** The hooks of each {@code otel.instrumentation.<name>.enabled}. */
  static final Map<String, List<String>> HOOKS =
      Map.ofEntries(
          Map.entry("aiops-openai", List.of("openai-java")),
          Map.entry("anthropic", List.of("anthropic-java")),
          Map.entry("anthropic-tools", List.of("anthropic-java-tools")),
          Map.entry("bedrock", List.of("bedrockruntime")),
          Map.entry("google-genai", List.of("google-genai", "google-genai-functions")),
          Map.entry(
              "google-adk", List.of("google-adk-runner", "google-adk-models", "google-adk-tools")),
          Map.entry(
              "langchain4j-models",
              List.of("langchain4j-chat", "langchain4j-streaming", "langchain4j-embeddings")),
          Map.entry("langchain4j-http-client", List.of("langchain4j-http-client")),
          Map.entry(
              "langchain4j-ai-services",
              List.of(
                  "langchain4j-ai-services",
                  "langchain4j-ai-services-streaming",
                  "langchain4j-tools")),
          Map.entry(
              "langchain4j-agentic",
              List.of("langchain4j-agentic", "langchain4j-agentic-workflows")),
          Map.entry(
              "spring-ai-models",
              List.of(
                  "spring-ai-chat",
                  "spring-ai-streaming",
                  "spring-ai-embeddings",
                  "spring-ai-tools")),
          Map.entry("spring-ai-chat-client", List.of("spring-ai-chat-client")),
          Map.entry("mcp-sdk", List.of("mcp-sdk")));

  private HookedTypes() {}

  /** Spring AI with what it needs, for which the class path of these tests has no place. */
  static List<Path> springAi() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "spring-ai", "2.0.1"))) {
      return jars.map(Path::toAbsolutePath).sorted().toList();
    }
  }

  /** An app that has all of the libraries. */
  static AppJvm app(Path folder) throws IOException {
    AppJvm app = AppJvm.withAgent(folder);
    AgentJvm.awsClassPath().map(Path::of).forEach(app::withClasses);
    springAi().forEach(app::lastClasses);
    return app;
  }
}
