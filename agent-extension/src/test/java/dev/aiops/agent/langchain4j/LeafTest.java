/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.opentelemetry.javaagent.aiops.hook.Leaf;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LeafTest {

  private static final Leaf LEAF = new Leaf(ChatModel.class, StreamingChatModel.class);

  private final ChatModel openAi =
      OpenAiChatModel.builder().baseUrl("http://127.0.0.1:9").apiKey("k").modelName("m").build();

  @Test
  void is_providersModels_doTheWork() {
    assertThat(LEAF.is(openAi)).isTrue();
    assertThat(
            LEAF.is(
                OpenAiStreamingChatModel.builder()
                    .baseUrl("http://127.0.0.1:9")
                    .apiKey("k")
                    .modelName("m")
                    .build()))
        .isTrue();
    assertThat(LEAF.is(new Canned(List.of()))).isTrue();
  }

  @Test
  void is_modelsThatHoldAnother_handOn() {
    ChatModel captured = openAi;
    ChatModel anonymous =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            return captured.doChat(request);
          }
        };
    assertThat(LEAF.is(anonymous)).isFalse();
    assertThat(LEAF.is(new ByName(Map.of("a", openAi)))).isFalse();
    assertThat(LEAF.is(new Lazily(() -> openAi))).isFalse();
    assertThat(LEAF.is(new OneOf(new ChatModel[] {openAi}))).isFalse();
    assertThat(LEAF.is(new Inherited(Map.of("a", openAi)))).isFalse();
  }

  @Test
  void overridden_tellsDoChatFromChatOnly() {
    Overridden doChat = new Overridden(ChatModel.class, "doChat");
    assertThat(doChat.in(openAi)).isTrue();
    assertThat(doChat.in(new Canned(List.of()))).isFalse();
  }

  record Canned(List<ChatModelListener> listeners) implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  static class ByName implements ChatModel {
    private final Map<String, ? extends ChatModel> models;

    ByName(Map<String, ? extends ChatModel> models) {
      this.models = models;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return models.values().iterator().next().doChat(request);
    }
  }

  static final class Inherited extends ByName {
    Inherited(Map<String, ? extends ChatModel> models) {
      super(models);
    }
  }

  record Lazily(Supplier<? extends ChatModel> model) implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return model.get().doChat(request);
    }
  }

  static final class OneOf implements ChatModel {
    private final ChatModel[] models;

    OneOf(ChatModel[] models) {
      this.models = models;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return models[0].doChat(request);
    }
  }
}
