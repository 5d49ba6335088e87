/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.CallFacts.CacheMarker;
import dev.aiops.pricing.CallFacts.ServiceTier;
import dev.aiops.pricing.CostBound.Bounded;
import dev.aiops.pricing.CostBounds;
import dev.aiops.pricing.PriceCatalogue;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicServerTool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bounds the cost of LangChain4j's requests, against what its clients really send. */
class ChatFactsTest {

  private static final CostBounds BOUNDS = CostBounds.by(PriceCatalogue.bundled());
  private static final BodyServer SERVER = new BodyServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static OpenAiChatModel.OpenAiChatModelBuilder openAi() {
    return OpenAiChatModel.builder()
        .baseUrl(SERVER.url())
        .apiKey("none")
        .modelName("gpt-4.1")
        .maxRetries(0);
  }

  private static AnthropicChatModel.AnthropicChatModelBuilder anthropic() {
    return AnthropicChatModel.builder()
        .baseUrl(SERVER.url())
        .apiKey("none")
        .modelName("claude-sonnet-4-5")
        .maxRetries(0);
  }

  /** The request as {@code doChat} gets it. */
  private static ChatRequest merged(ChatModel model, ChatRequest request) {
    return ChatRequest.builder()
        .messages(request.messages())
        .parameters(model.defaultRequestParameters().overrideWith(request.parameters()))
        .build();
  }

  private static @Nullable CallFacts facts(ChatModel model, ChatRequest request) {
    return Objects.requireNonNull(
            Requests.chat(model, merged(model, request), model.provider(), null, false).facts())
        .get();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void openAi_randomRequests_sendNoMoreTextThanCounted(boolean strict) {
    neverSendsMore(openAi().strictTools(strict).strictJsonSchema(strict).build(), strict ? 1 : 2);
  }

  @Test
  void anthropic_randomRequests_sendNoMoreTextThanCounted() {
    neverSendsMore(anthropic().build(), 3);
  }

  private static void neverSendsMore(ChatModel model, long seed) {
    RandomRequests requests = new RandomRequests(seed);
    for (int i = 0; i < 40; i++) {
      ChatRequest request = requests.next();
      var unused = model.chat(request);
      JsonNode body = SERVER.body();
      long schemas = bytes(body.path("tools")) + bytes(body.path("response_format"));
      long formats = bytes(body.path("output_config"));
      long sent = texts(body.path("messages")) + texts(body.path("system"));
      assertThat(counted(model, request))
          .as("%s", body)
          .isGreaterThanOrEqualTo(sent + 2 * (schemas + formats));
    }
  }

  /** Bytes of text and twice those of tools and schemas, as the bound has them. */
  private static long counted(ChatModel model, ChatRequest request) {
    CallFacts facts = Objects.requireNonNull(facts(model, request));
    Bounded bound = (Bounded) BOUNDS.of("openai", null, "gpt-4.1", Instant.EPOCH, facts, 0, null);
    List<ToolSpecification> tools = request.toolSpecifications();
    int apart = request.messages().size() + (tools == null ? 0 : tools.size());
    return bound.inputTokens() - 1024 - 16L * apart;
  }

  private static long bytes(JsonNode node) {
    return node.isMissingNode() ? 0 : node.toString().getBytes(UTF_8).length;
  }

  /** Bytes of all strings but the names of roles and types. */
  private static long texts(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().getBytes(UTF_8).length;
    }
    if (node.isObject()) {
      return node.properties().stream()
          .filter(member -> !List.of("role", "type").contains(member.getKey()))
          .mapToLong(member -> texts(member.getValue()))
          .sum();
    }
    long sum = 0;
    for (JsonNode element : node) {
      sum += texts(element);
    }
    return sum;
  }

  private static Arguments user(Content content, UnaryOperator<CallFacts.Builder> expected) {
    return Arguments.of(UserMessage.from(TextContent.from("look"), content), 4, expected);
  }

  static Stream<Arguments> messages() {
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("1").name("find").arguments("{}").build();
    UnaryOperator<CallFacts.Builder> plain = facts -> facts;
    UnaryOperator<CallFacts.Builder> images = CallFacts.Builder::images;
    UnaryOperator<CallFacts.Builder> audio = CallFacts.Builder::audio;
    UnaryOperator<CallFacts.Builder> files = CallFacts.Builder::files;
    return Stream.of(
        Arguments.of(UserMessage.from("Über 日本 🙂"), 5 + 1 + 6 + 1 + 4, plain),
        Arguments.of(UserMessage.from("half \ud83d"), 5 + 3, plain),
        Arguments.of(UserMessage.from("Ann", "hi"), 5, plain),
        Arguments.of(SystemMessage.from("be kind"), 7, plain),
        Arguments.of(AiMessage.from("so", List.of(call)), 2 + 1 + 4 + 2, plain),
        Arguments.of(ToolExecutionResultMessage.from(call, "ü"), 1 + 4 + 2, plain),
        Arguments.of(AiMessage.builder().text("a").thinking("bcd").build(), 4, plain),
        Arguments.of(
            AiMessage.builder().text("a").attributes(Map.of("thinking_signature", "xy")).build(),
            3,
            plain),
        Arguments.of(
            AiMessage.builder().text("a").attributes(Map.of("server_tool_results", "x")).build(),
            2,
            (UnaryOperator<CallFacts.Builder>) CallFacts.Builder::storedInput),
        Arguments.of(CustomMessage.from(Map.of("a", "b")), -1, files),
        user(ImageContent.from("https://example.org/a.png"), images),
        user(AudioContent.from("https://example.org/a.mp3"), audio),
        user(VideoContent.from("https://example.org/a.mp4"), files),
        user(PdfFileContent.from("https://example.org/a.pdf"), files));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_isCountedAndItsContentTold(
      ChatMessage message, int bytes, UnaryOperator<CallFacts.Builder> expected) {
    ChatRequest request = ChatRequest.builder().messages(message).build();
    int length = bytes < 0 ? message.toString().getBytes(UTF_8).length : bytes;

    assertThat(facts(openAi().build(), request))
        .isEqualTo(expected.apply(CallFacts.builder(length).messages(1)).build());
  }

  private static final ChatRequest HI =
      ChatRequest.builder().messages(UserMessage.from("hi")).build();

  private static CallFacts.Builder hi() {
    return CallFacts.builder(2).messages(1);
  }

  @Test
  void openAiOptions_areRead() {
    assertThat(facts(openAi().serviceTier("priority").build(), HI))
        .isEqualTo(hi().serviceTier(ServiceTier.PRIORITY).build());
    assertThat(facts(openAi().serviceTier("auto").build(), HI))
        .isEqualTo(hi().serviceTier(ServiceTier.AUTO).build());
    assertThat(facts(openAi().serviceTier("default").build(), HI)).isEqualTo(hi().build());
    assertThat(facts(openAi().maxTokens(7).maxCompletionTokens(9).build(), HI))
        .isEqualTo(hi().maxOutputTokens(9).build());
    assertThat(facts(openAi().maxTokens(0).maxCompletionTokens(9).build(), HI))
        .isEqualTo(hi().build());
  }

  @Test
  void openAiParametersOfTheApp_countOrLeaveNoFacts() {
    Map<String, Object> harmless = Map.of("reasoning", Map.of("effort", "low"));

    assertThat(facts(openAi().customParameters(harmless).build(), HI))
        .isEqualTo(
            CallFacts.builder(2 + 2L * harmless.toString().length() + 128).messages(1).build());
    for (String name : List.of("n", "max_tokens", "modalities", "tools", "models")) {
      assertThat(facts(openAi().customParameters(Map.of(name, 2)).build(), HI)).as(name).isNull();
    }
  }

  @Test
  void anthropicOptions_areRead() {
    assertThat(facts(anthropic().maxTokens(77).build(), HI))
        .isEqualTo(hi().maxOutputTokens(77).build());
    assertThat(facts(anthropic().maxTokens(77).cacheTools(true).build(), HI))
        .isEqualTo(hi().maxOutputTokens(77).cacheMarker(CacheMarker.SHORT).build());
    assertThat(facts(anthropic().maxTokens(77).serverTools(webSearch()).build(), HI))
        .isEqualTo(hi().maxOutputTokens(77).unknownHostedTool().build());
    assertThat(
            facts(
                anthropic().customParameters(Map.of("cache_control", Map.of("ttl", "1h"))).build(),
                HI))
        .isNull();
  }

  private static AnthropicServerTool webSearch() {
    return AnthropicServerTool.builder().type("web_search_20250305").name("web_search").build();
  }

  @Test
  void anthropicCache_isAskedForTheShortestTime() {
    ChatModel model = anthropic().cacheSystemMessages(true).build();
    var unused = model.chat(SystemMessage.from("be kind"), UserMessage.from("hi"));

    assertThat(SERVER.body().findValues("cache_control").toString())
        .isEqualTo("[{\"type\":\"ephemeral\"}]");
  }

  @Test
  void limited_openAi_sendsTheLimitAndAllElse() {
    ChatModel model = openAi().seed(5).serviceTier("flex").build();
    ChatRequest limited = Requests.limited(merged(model, HI), 88);
    var unused = model.doChat(limited);
    JsonNode body = SERVER.body();

    assertThat(limited.parameters()).isInstanceOf(OpenAiChatRequestParameters.class);
    assertThat(body.path("max_tokens").asInt()).isEqualTo(88);
    assertThat(body.path("seed").asInt()).isEqualTo(5);
    assertThat(body.path("service_tier").asText()).isEqualTo("flex");
    assertThat(body.path("model").asText()).isEqualTo("gpt-4.1");
    assertThat(facts(model, limited)).isEqualTo(hi().maxOutputTokens(88).build());
  }

  @Test
  void limited_anthropic_sendsTheLimitAndAllElse() {
    ChatModel model = anthropic().cacheSystemMessages(true).topK(3).build();
    ChatRequest asked =
        ChatRequest.builder().messages(SystemMessage.from("s"), UserMessage.from("hi")).build();
    var unused = model.doChat(Requests.limited(merged(model, asked), 88));
    JsonNode body = SERVER.body();

    assertThat(body.path("max_tokens").asInt()).isEqualTo(88);
    assertThat(body.path("top_k").asInt()).isEqualTo(3);
    assertThat(body.findValues("cache_control")).hasSize(1);
  }

  @Test
  void limited_moreThanAnIntHolds_isTheMostThatIsSent() {
    assertThat(Requests.limited(HI, 1L << 40).maxOutputTokens()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void segments_ofAllBatches_areOneCall() {
    assertThat(Requests.segmentFacts(List.of(TextSegment.from("日本"), TextSegment.from("abc"))))
        .isEqualTo(CallFacts.builder(9).inputs(2).messages(2).withoutOutput().build());
  }
}
