/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Requests of all kinds of text, tool and schema. */
final class RandomRequests {

  private static final String[] WORDS = {
    "hello",
    "\"quoted\"",
    "back\\slash",
    "line\nbreak",
    "\t",
    "Größe",
    "日本語",
    "🙂👩‍👩‍👧",
    "\u0001",
    "{\"a\":1}",
    "https://example.org/?a=b&c=d",
    "'",
    "</tag>",
    "x".repeat(40),
    "\u2028"
  };

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  ChatRequest next() {
    ChatRequest.Builder request = ChatRequest.builder().messages(messages());
    if (random.nextBoolean()) {
      request.toolSpecifications(some(1, 4, this::tool));
    } else if (random.nextBoolean()) {
      request.responseFormat(format());
    }
    return request.build();
  }

  private List<ChatMessage> messages() {
    List<ChatMessage> messages = new ArrayList<>();
    if (random.nextBoolean()) {
      messages.add(SystemMessage.from(text(9)));
    }
    messages.add(user());
    for (int i = random.nextInt(4); i > 0; i--) {
      ToolExecutionRequest call = call(messages.size());
      messages.add(
          random.nextBoolean() ? AiMessage.from(call) : AiMessage.from(text(9), List.of(call)));
      messages.add(ToolExecutionResultMessage.from(call, text(30)));
      messages.add(user());
    }
    return messages;
  }

  private UserMessage user() {
    return random.nextBoolean()
        ? UserMessage.from(text(50))
        : UserMessage.from(TextContent.from(text(9)), TextContent.from(text(9)));
  }

  private ToolExecutionRequest call(int id) {
    return ToolExecutionRequest.builder()
        .id("call_" + id)
        .name("tool_" + random.nextInt(99))
        .arguments("{\"question\":\"" + "é日🙂x".repeat(random.nextInt(9)) + "\",\"n\":7}")
        .build();
  }

  private ToolSpecification tool(int i) {
    return ToolSpecification.builder()
        .name("tool_" + i + "_" + "n".repeat(random.nextInt(40)))
        .description(random.nextInt(4) == 0 ? null : text(9))
        .parameters(object(2))
        .build();
  }

  private ResponseFormat format() {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name("Answer").rootElement(object(3)).build())
        .build();
  }

  private JsonObjectSchema object(int depth) {
    JsonObjectSchema.Builder object = JsonObjectSchema.builder();
    List<String> names = some(0, 5, i -> "p" + i + "y".repeat(random.nextInt(60)));
    names.forEach(name -> object.addProperty(name, element(depth)));
    return object.required(random.nextBoolean() ? names : List.of()).build();
  }

  private JsonSchemaElement element(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> new JsonStringSchema();
      case 1 -> JsonStringSchema.builder().description(text(5)).build();
      case 2 -> JsonEnumSchema.builder().enumValues(some(1, 9, i -> "V" + i)).build();
      case 3 -> JsonIntegerSchema.builder().description("n").build();
      case 4 -> JsonArraySchema.builder().items(element(depth - 1)).build();
      default -> object(depth - 1);
    };
  }

  private String text(int words) {
    StringBuilder text = new StringBuilder("t");
    for (int i = random.nextInt(words) + 1; i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    return text.toString();
  }

  private <T> List<T> some(int least, int most, IntFunction<T> one) {
    return IntStream.range(0, least + random.nextInt(most - least + 1)).mapToObj(one).toList();
  }
}
