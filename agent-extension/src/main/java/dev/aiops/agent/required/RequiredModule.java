/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.required;

import io.opentelemetry.javaagent.aiops.hook.RequiredHooks;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.util.List;

/** Looks at the types that required hooks live by, when the JVM loads them. */
public final class RequiredModule extends InstrumentationModule {

  /** The types that calls pass, whatever the library's version. */
  private static final List<ExpectedMethods> EXPECTED =
      List.of(
          new ExpectedMethods(
              "openai-java",
              "com.openai.core.http.RetryingHttpClient",
              "execute/2",
              "executeAsync/2"),
          new ExpectedMethods(
              "openai-java", "com.openai.core.http.HttpClient", "execute/2", "executeAsync/2"),
          new ExpectedMethods(
              "anthropic-java",
              "com.anthropic.core.http.RetryingHttpClient",
              "execute/2",
              "executeAsync/2"),
          new ExpectedMethods(
              "anthropic-java",
              "com.anthropic.core.http.HttpClient",
              "execute/2",
              "executeAsync/2"),
          new ExpectedMethods(
              "anthropic-java-tools",
              "com.anthropic.helpers.BetaToolRunner",
              "generateToolUseResult/*"),
          new ExpectedMethods(
              "google-genai",
              "com.google.genai.Models",
              "privateGenerateContent/3",
              "privateGenerateContentStream/3"),
          new ExpectedMethods(
              "google-genai-functions", "com.google.genai.AfcUtil", "getFunctionResponse/*"),
          new ExpectedMethods(
              "google-adk-runner", "com.google.adk.runner.Runner", "runAsyncImpl/*"),
          new ExpectedMethods(
              "google-adk-models", "com.google.adk.models.BaseLlm", "generateContent/2"),
          new ExpectedMethods("google-adk-tools", "com.google.adk.tools.BaseTool", "runAsync/2"),
          bedrock("services.bedrockruntime.DefaultBedrockRuntimeClient", "invokeModel/1"),
          bedrock(
              "services.bedrockruntime.DefaultBedrockRuntimeAsyncClient",
              "invokeModel/1",
              "invokeModelWithResponseStream/2"),
          bedrock(
              "core.interceptor.ExecutionInterceptorChain",
              "beforeExecution/2",
              "beforeTransmission/2",
              "afterTransmission/2"),
          langChain4j("chat", "model.chat.ChatModel", "doChat/1"),
          langChain4j("streaming", "model.chat.StreamingChatModel", "doChat/2"),
          langChain4j("embeddings", "model.embedding.EmbeddingModel", "embedAll/1"),
          langChain4j("tools", "service.tool.ToolExecutor", "execute/2"),
          langChain4j("ai-services", "service.DefaultAiServices$1", "invoke/3"),
          langChain4j("ai-services-streaming", "service.AiServiceTokenStream", "start/0"),
          langChain4j("agentic", "agentic.internal.AgentInvoker", "invoke/3"),
          langChain4j(
              "agentic-workflows", "agentic.internal.PlannerBasedInvocationHandler", "invoke/3"),
          langChain4j("http-client", "http.client.HttpClient", "execute/1", "execute/3"),
          springAi("chat", "chat.model.ChatModel", "call/1"),
          springAi("streaming", "chat.model.StreamingChatModel", "stream/1"),
          springAi("embeddings", "embedding.EmbeddingModel", "call/1"),
          springAi("tools", "tool.ToolCallback", "call/1", "call/2"),
          springAi(
              "chat-client",
              "chat.client.DefaultChatClient$DefaultCallResponseSpec",
              "doGetObservableChatClientResponse/1"),
          springAi(
              "chat-client",
              "chat.client.DefaultChatClient$DefaultStreamResponseSpec",
              "doGetObservableFluxChatResponse/1"),
          new ExpectedMethods(
              "mcp-sdk", "io.modelcontextprotocol.client.McpAsyncClient", "callTool/1"));

  /** Called by the agent. */
  public RequiredModule() {
    super("aiops-required", "aiops");
  }

  /** Converse is younger than the client: where it is missing there is nothing to miss. */
  private static ExpectedMethods bedrock(String type, String... methods) {
    return new ExpectedMethods("bedrockruntime", "software.amazon.awssdk." + type, methods);
  }

  private static ExpectedMethods langChain4j(String hook, String type, String... methods) {
    return new ExpectedMethods("langchain4j-" + hook, "dev.langchain4j." + type, methods);
  }

  private static ExpectedMethods springAi(String hook, String type, String... methods) {
    return new ExpectedMethods("spring-ai-" + hook, "org.springframework.ai." + type, methods);
  }

  @Override
  public List<TypeInstrumentation> typeInstrumentations() {
    return EXPECTED.stream()
        .filter(expected -> RequiredHooks.contains(expected.hook()))
        .<TypeInstrumentation>map(expected -> expected)
        .toList();
  }
}
