/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/** The libraries that one class path has room for, each asked in its own terms. */
final class Clients {
  private Clients() {}

  static Model openAi(String baseUrl) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(baseUrl + "/v1")
            .apiKey("none")
            .maxIdleConnections(App.MAX_THREADS)
            .keepAliveDuration(Duration.ofMinutes(5))
            .build();
    return () ->
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder()
                    .model("gpt-4.1-mini")
                    .addSystemMessage(Answers.instruction())
                    .addUserMessage(Answers.question())
                    .build())
            .choices()
            .get(0)
            .message()
            .content()
            .orElseThrow();
  }

  static Model langChain4j(String baseUrl) {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(baseUrl + "/v1")
            .apiKey("none")
            .modelName("gpt-4.1-mini")
            .build();
    return () ->
        model
            .chat(SystemMessage.from(Answers.instruction()), UserMessage.from(Answers.question()))
            .aiMessage()
            .text();
  }

  static Model anthropic(String baseUrl) {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .baseUrl(baseUrl)
            .apiKey("none")
            .maxIdleConnections(App.MAX_THREADS)
            .keepAliveDuration(Duration.ofMinutes(5))
            .build();
    return () ->
        client
            .messages()
            .create(
                MessageCreateParams.builder()
                    .model("claude-sonnet-4-5")
                    .maxTokens(1_024)
                    .system(Answers.instruction())
                    .addUserMessage(Answers.question())
                    .build())
            .content()
            .get(0)
            .asText()
            .text();
  }

  static Model genAi(String baseUrl) {
    Client client =
        Client.builder()
            .apiKey("none")
            .httpOptions(HttpOptions.builder().baseUrl(baseUrl).build())
            .build();
    return () ->
        Objects.requireNonNull(
            client
                .models
                .generateContent(
                    "gemini-2.5-flash",
                    Answers.question(),
                    GenerateContentConfig.builder()
                        .systemInstruction(Content.fromParts(Part.fromText(Answers.instruction())))
                        .build())
                .text());
  }

  static Model bedrock(String baseUrl) {
    BedrockRuntimeClient client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(baseUrl))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
            .build();
    ConverseRequest request =
        ConverseRequest.builder()
            .modelId("us.anthropic.claude-sonnet-4-5-20250929-v1:0")
            .system(SystemContentBlock.fromText(Answers.instruction()))
            .messages(
                Message.builder()
                    .role(ConversationRole.USER)
                    .content(ContentBlock.fromText(Answers.question()))
                    .build())
            .build();
    return () -> client.converse(request).output().message().content().get(0).text();
  }

  static Model springAi(String baseUrl) {
    org.springframework.ai.openai.OpenAiChatModel model =
        org.springframework.ai.openai.OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .baseUrl(baseUrl + "/v1")
                    .apiKey("none")
                    .model("gpt-4.1-mini")
                    .build())
            .build();
    Prompt prompt =
        new Prompt(
            new org.springframework.ai.chat.messages.SystemMessage(Answers.instruction()),
            new org.springframework.ai.chat.messages.UserMessage(Answers.question()));
    return () -> text(Objects.requireNonNull(model.call(prompt).getResult()));
  }

  private static String text(Generation generation) {
    return Objects.requireNonNull(generation.getOutput().getText());
  }
}
