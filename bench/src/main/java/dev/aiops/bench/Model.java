/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.bench;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.time.Duration;

/** A model as an app reaches it: a library, its client and one question, asked again and again. */
interface Model {
  /** Asks once and returns the text of the answer. */
  String ask();

  /** The model of that library at that base URL. */
  static Model of(Library library, String baseUrl) {
    return switch (library) {
      case OPENAI -> openAi(baseUrl);
      case LANGCHAIN4J -> langChain4j(baseUrl);
    };
  }

  private static Model openAi(String baseUrl) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(baseUrl)
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

  private static Model langChain4j(String baseUrl) {
    ChatModel model =
        OpenAiChatModel.builder().baseUrl(baseUrl).apiKey("none").modelName("gpt-4.1-mini").build();
    return () ->
        model
            .chat(SystemMessage.from(Answers.instruction()), UserMessage.from(Answers.question()))
            .aiMessage()
            .text();
  }

  /** The libraries measured. */
  enum Library {
    OPENAI,
    LANGCHAIN4J
  }
}
