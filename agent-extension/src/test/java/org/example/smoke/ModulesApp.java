/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.smoke;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.mistralai.MistralAiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An app on other provider modules of LangChain4j than OpenAI's. Each case asks for a model of its
 * own name and prints what the app got.
 *
 * <p>Arguments: the provider's port, the port of a server of local models, then the names of the
 * cases.
 */
public final class ModulesApp {

  /** Every case's model is one of these, by a name of its own. */
  public static final String CLAUDE = "claude-sonnet-4-5-";

  public static final String GEMINI = "gemini-2.5-flash-lite-preview-";
  public static final String LLAMA = "llama3.2-";
  public static final String MISTRAL = "mistral-wire-";

  private static final String QUESTION = "Why is the sky blue?";
  private static final int MOST_TOKENS = 64;

  private final String port;
  private final String local;

  private ModulesApp(String port, String local) {
    this.port = port;
    this.local = local;
  }

  public static void main(String[] args) {
    ModulesApp app = new ModulesApp(args[0], args[1]);
    for (int i = 2; i < args.length; i++) {
      app.run(args[i]);
    }
    System.exit(0);
  }

  private void run(String name) {
    String outcome;
    try {
      outcome = one(name);
    } catch (Throwable e) {
      outcome = "threw " + e;
    }
    System.out.println(name + " -> " + outcome.replace('\n', ' '));
  }

  private String one(String name) throws Exception {
    return switch (name) {
      case "claude", "claudedear" -> claude(name).chat(QUESTION);
      case "claudestream" -> text(claudeStream(name));
      case "gemini" -> gemini(name).chat(QUESTION);
      case "geministream" -> text(geminiStream(name));
      case "ollama" -> ollama(name).chat(QUESTION);
      case "ollamastream" -> text(ollamaStream(name));
      case "mistral" -> mistral(name).chat(QUESTION);
      case "mistralstream" -> text(mistralStream(name));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private ChatModel claude(String name) {
    return AnthropicChatModel.builder()
        .baseUrl("http://127.0.0.1:" + port + "/" + name + "/v1/")
        .apiKey("k")
        .modelName(CLAUDE + name)
        .maxTokens(name.endsWith("dear") ? 60_000 : MOST_TOKENS)
        .maxRetries(0)
        .build();
  }

  private StreamingChatModel claudeStream(String name) {
    return AnthropicStreamingChatModel.builder()
        .baseUrl("http://127.0.0.1:" + port + "/" + name + "/v1/")
        .apiKey("k")
        .modelName(CLAUDE + name)
        .maxTokens(MOST_TOKENS)
        .build();
  }

  private ChatModel gemini(String name) {
    return GoogleAiGeminiChatModel.builder()
        .baseUrl("http://localhost:" + port + "/" + name)
        .apiKey("k")
        .modelName(GEMINI + name)
        .maxOutputTokens(MOST_TOKENS)
        .maxRetries(0)
        .build();
  }

  private StreamingChatModel geminiStream(String name) {
    return GoogleAiGeminiStreamingChatModel.builder()
        .baseUrl("http://localhost:" + port + "/" + name)
        .apiKey("k")
        .modelName(GEMINI + name)
        .maxOutputTokens(MOST_TOKENS)
        .build();
  }

  private ChatModel ollama(String name) {
    return OllamaChatModel.builder()
        .baseUrl("http://127.0.0.1:" + local + "/" + name)
        .modelName(LLAMA + name)
        .numPredict(MOST_TOKENS)
        .maxRetries(0)
        .build();
  }

  private StreamingChatModel ollamaStream(String name) {
    return OllamaStreamingChatModel.builder()
        .baseUrl("http://127.0.0.1:" + local + "/" + name)
        .modelName(LLAMA + name)
        .numPredict(MOST_TOKENS)
        .build();
  }

  private ChatModel mistral(String name) {
    return MistralAiChatModel.builder()
        .baseUrl("http://localhost:" + local + "/" + name + "/v1")
        .apiKey("k")
        .modelName(MISTRAL + name)
        .maxTokens(MOST_TOKENS)
        .maxRetries(0)
        .build();
  }

  private StreamingChatModel mistralStream(String name) {
    return MistralAiStreamingChatModel.builder()
        .baseUrl("http://localhost:" + local + "/" + name + "/v1")
        .apiKey("k")
        .modelName(MISTRAL + name)
        .maxTokens(MOST_TOKENS)
        .build();
  }

  private static String text(StreamingChatModel model) throws Exception {
    CompletableFuture<String> done = new CompletableFuture<>();
    StringBuilder text = new StringBuilder();
    model.chat(
        QUESTION,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String part) {
            text.append(part);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done.complete(text.toString());
          }

          @Override
          public void onError(Throwable error) {
            done.complete("error " + error);
          }
        });
    return done.get(20, TimeUnit.SECONDS);
  }
}
