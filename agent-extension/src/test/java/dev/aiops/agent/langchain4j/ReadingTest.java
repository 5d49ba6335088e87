/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.V;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of LangChain4j's objects. */
class ReadingTest {

  private static final ToolExecutionRequest WEATHER =
      ToolExecutionRequest.builder().id("call_1").name("weather").arguments("{}").build();

  private static final List<ChatMessage> CONVERSATION =
      List.of(
          SystemMessage.from("be brief"),
          UserMessage.from(TextContent.from("look"), ImageContent.from("aGk=", "image/png")),
          AiMessage.from("one moment", List.of(WEATHER)),
          ToolExecutionResultMessage.from(WEATHER, "sunny"));

  @Test
  void provider_ofAModelThatDoesNotSay_isTheOneOfItsPackage() {
    assertThat(Providers.of(dev.langchain4j.model.openai.OpenAiEmbeddingModel.class))
        .isEqualTo("openai");
    assertThat(Providers.of(ReadingTest.class)).isNull();
  }

  @Test
  void provider_everyConstantHasAName() {
    for (ModelProvider provider : ModelProvider.values()) {
      if (provider == ModelProvider.OTHER) {
        assertThat(Providers.name(provider)).isNull();
      } else {
        assertThat(Providers.name(provider)).as(provider.name()).matches("[a-z_.]+");
      }
    }
    assertThat(Providers.name(ModelProvider.AMAZON_BEDROCK)).isEqualTo("aws.bedrock");
    assertThat(Providers.name(null)).isNull();
  }

  @Test
  void finishReason_inTheProvidersWords() {
    assertThat(FinishReasons.of(FinishReason.STOP)).containsExactly("stop");
    assertThat(FinishReasons.of(FinishReason.TOOL_EXECUTION)).containsExactly("tool_calls");
    assertThat(FinishReasons.of(null)).containsExactly("error");
  }

  @Test
  void messages_asTheConventionsWriteThem() {
    assertThat(Messages.systemInstructions(CONVERSATION))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"be brief\"}]");
    assertThat(Messages.input(CONVERSATION))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"look\"},"
                + "{\"type\":\"blob\",\"modality\":\"image\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"one moment\"},"
                + "{\"type\":\"tool_call\",\"id\":\"call_1\",\"name\":\"weather\",\"arguments\":\"{}\"}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"call_1\","
                + "\"response\":\"sunny\"}]}]");
    assertThat(Messages.output(AiMessage.from("done")))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"done\"}]}]");
  }

  @Test
  void messages_withoutSystem_haveNoInstructions() {
    assertThat(Messages.systemInstructions(List.of(UserMessage.from("hi")))).isNull();
  }

  @Test
  void chars_countTextOnly() {
    // be brief + look + one moment + weather + {} + sunny
    assertThat(Messages.chars(CONVERSATION)).isEqualTo(8 + 4 + 10 + 7 + 2 + 5);
    assertThat(Messages.prompt(CONVERSATION)).isEqualTo("look");
  }

  @Test
  void runInput_isTheUsersMessage() throws Exception {
    assertThat(input("sole", "hello")).isEqualTo("hello");
    assertThat(input("annotated", "memory-1", "hello")).isEqualTo("hello");
    assertThat(input("template", "hello", "German")).isEqualTo("text: hello\nlanguage: German");
    assertThat(
            input(
                "contents",
                List.of(TextContent.from("look"), ImageContent.from("aGk=", "image/png"))))
        .isEqualTo("look\n[IMAGE]");
    assertThat(RunInput.text(method("none"), null)).isEmpty();
  }

  @Test
  void memoryId_isTheConversation() throws Exception {
    assertThat(RunInput.memoryId(method("annotated"), new Object[] {42, "hello"})).isEqualTo("42");
    assertThat(RunInput.memoryId(method("sole"), new Object[] {"hello"})).isNull();
  }

  private static String input(String method, Object... args) throws Exception {
    return RunInput.text(method(method), args);
  }

  private static Method method(String name) {
    return Arrays.stream(Service.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  interface Service {

    String none();

    String sole(String question);

    String annotated(@MemoryId Object memory, @dev.langchain4j.service.UserMessage String question);

    String template(@V("text") String text, @V("language") String language);

    String contents(List<Object> contents);
  }
}
