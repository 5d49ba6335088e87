/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aiops.pricing.CallFacts;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.call.MalformedAnswer;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import io.opentelemetry.javaagent.aiops.call.Operation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.CachePointBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ImageBlock;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;

class BodiesTest {

  private static final String NOVA_MODEL = "us.amazon.nova-lite-v1:0";

  private static Asked asked(String model, String body) {
    return Asked.of(
        InvokeModelRequest.builder().modelId(model).body(SdkBytes.fromUtf8String(body)).build());
  }

  private static ModelRequest request(String model, String body) {
    return Requests.of(asked(model, body), false);
  }

  private static String given(@Nullable Supplier<@Nullable String> text) {
    return Objects.requireNonNull(Objects.requireNonNull(text).get());
  }

  private static @Nullable CallFacts facts(ModelRequest request) {
    return Objects.requireNonNull(request.facts()).get();
  }

  /** The answer of {@code model} to {@code asked}, with what Bedrock counts in its head. */
  private static ModelResponse answer(String model, String asked, String body) {
    InvokeModelResponse.Builder response =
        InvokeModelResponse.builder().body(SdkBytes.fromUtf8String(body));
    response.sdkHttpResponse(
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("X-Amzn-Bedrock-Input-Token-Count", "60")
            .putHeader("X-Amzn-Bedrock-Output-Token-Count", "20")
            .build());
    return Responses.read(asked(model, asked).format(), response.build());
  }

  private static ModelResponse streamed(Format format, List<String> events) throws IOException {
    Gathered into = new Gathered();
    for (String event : events) {
      Answers.read(format, Tree.ofJson(event.getBytes(UTF_8)), into);
    }
    assertThat(into.finished()).isTrue();
    return into.response();
  }

  private static void says(ModelResponse answer, long input, String stop) {
    assertThat(given(answer.text())).startsWith("Hello");
    assertThat(answer.finishReasons()).first().isEqualTo(stop);
    assertThat(Objects.requireNonNull(answer.usage()).inputTokens()).isEqualTo(input);
    assertThat(answer.usage().outputTokens()).isEqualTo(20);
  }

  @Test
  void answersOfEachFamily_giveTextUsageAndStopReason() {
    says(answer("anthropic.claude", Bodies.CLAUDE_ASKED, Bodies.CLAUDE), 100, "end_turn");
    says(answer(NOVA_MODEL, Bodies.NOVA_ASKED, Bodies.NOVA), 100, "end_turn");
    says(answer("amazon.titan-text", Bodies.TITAN_ASKED, Bodies.TITAN), 60, "FINISH");
    says(answer("meta.llama3", Bodies.LLAMA_ASKED, Bodies.LLAMA), 60, "stop");
    says(answer("mistral.mistral", Bodies.MISTRAL_ASKED, Bodies.MISTRAL), 60, "stop");
    says(
        answer("mistral.pixtral", Bodies.MISTRAL_CHAT_ASKED, Bodies.MISTRAL_CHAT),
        60,
        "tool_calls");
    says(answer("cohere.command", Bodies.COHERE_ASKED, Bodies.COHERE), 60, "COMPLETE");
    says(answer("cohere.command-r", Bodies.COMMAND_R_ASKED, Bodies.COMMAND_R), 60, "COMPLETE");
  }

  @Test
  void streamsOfEachFamily_giveTheSame() throws IOException {
    says(streamed(Format.CLAUDE, Bodies.CLAUDE_EVENTS), 100, "end_turn");
    says(streamed(Format.CONVERSE, Bodies.NOVA_EVENTS), 100, "end_turn");
    says(streamed(Format.TITAN, Bodies.TITAN_EVENTS), 60, "FINISHED");
    says(streamed(Format.LLAMA, Bodies.LLAMA_EVENTS), 60, "stop");
    says(streamed(Format.MISTRAL, Bodies.MISTRAL_EVENTS), 60, "stop");
    says(streamed(Format.COHERE_CHAT, Bodies.COMMAND_R_EVENTS), 60, "COMPLETE");
  }

  @Test
  void claude_countsWhatItWroteToItsCacheForAnHour() {
    ModelResponse answer = answer("anthropic.claude", Bodies.CLAUDE_ASKED, Bodies.CLAUDE);
    assertThat(answer.id()).isEqualTo("msg_bdrk_01");
    assertThat(Objects.requireNonNull(answer.usage()).amount(UsageUnit.CACHE_READ_TOKENS))
        .isEqualTo(10);
    assertThat(answer.usage().amount(UsageUnit.CACHE_WRITE_TOKENS)).isEqualTo(30);
    assertThat(answer.usage().amount(UsageUnit.CACHE_WRITE_1H_TOKENS)).isEqualTo(20);
  }

  @Test
  void toolCalls_areInTheMessages() {
    ModelResponse answer =
        answer("mistral.pixtral", Bodies.MISTRAL_CHAT_ASKED, Bodies.MISTRAL_CHAT);
    assertThat(given(answer.messages()))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"},"
                + "{\"type\":\"tool_call\",\"id\":\"v6RMMiRlT7ygYkT4uULjtg\",\"name\":\"top_song\","
                + "\"arguments\":\"{\\\"sign\\\":\\\"WZPZ\\\"}\"}]}]");
  }

  @Test
  void embeddings_areCountedInTheBodyOrInTheHead() {
    ModelResponse titan = answer("amazon.titan-embed", Bodies.EMBED_ASKED, Bodies.EMBEDDED);
    assertThat(Objects.requireNonNull(titan.usage()).inputTokens()).isEqualTo(60);
    ModelResponse cohere =
        answer("cohere.embed", "{\"texts\":[\"a\",\"b\"]}", "{\"embeddings\":[[0.1],[0.2]]}");
    assertThat(Objects.requireNonNull(cohere.usage()).inputTokens()).isEqualTo(60);
    assertThat(request("cohere.embed", "{\"texts\":[\"a\",\"b\"]}").operation())
        .isEqualTo(Operation.EMBEDDINGS);
  }

  @Test
  void answer_thatIsNoJson_isMalformed() {
    assertThatThrownBy(() -> answer(NOVA_MODEL, Bodies.NOVA_ASKED, "{\"output\":"))
        .isInstanceOf(MalformedAnswer.class)
        .hasMessage("the answer is no JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude, CLAUDE_ASKED, CHAT, 64, 0.5",
    "amazon.nova, NOVA_ASKED, CHAT, 64, 0.7",
    "amazon.titan, TITAN_ASKED, TEXT_COMPLETION, 64, 0.7",
    "meta.llama, LLAMA_ASKED, TEXT_COMPLETION, 64, 0.5",
    "mistral.mistral, MISTRAL_ASKED, TEXT_COMPLETION, 64, 0.5",
    "mistral.pixtral, MISTRAL_CHAT_ASKED, CHAT, 64, 0.5",
    "cohere.command, COHERE_ASKED, TEXT_COMPLETION, 64, 0.5",
    "cohere.command-r, COMMAND_R_ASKED, CHAT, 64, "
  })
  void requestsOfEachFamily_sayWhatTheyAskFor(
      String model, String body, Operation operation, long limit, Double temperature)
      throws ReflectiveOperationException {
    ModelRequest request = request(model, (String) Bodies.class.getDeclaredField(body).get(null));
    assertThat(request.operation()).isEqualTo(operation);
    assertThat(request.maxTokens()).isEqualTo(limit);
    assertThat(request.temperature()).isEqualTo(temperature);
    assertThat(request.provider()).isEqualTo("aws.bedrock");
    assertThat(given(request.prompt())).contains("Why is the sky blue?");
    assertThat(given(request.messages())).contains("Why is the sky blue?");
    assertThat(request.inputChars()).isBetween(19L, 60L);
    assertThat(facts(request)).isNotNull();
  }

  @Test
  void facts_countAnswersAndTheTextThatGoesIn() {
    CallFacts facts = facts(request("cohere.command", Bodies.COHERE_ASKED));
    assertThat(facts)
        .isEqualTo(
            CallFacts.builder(Bodies.COHERE_ASKED.length())
                .messages(1)
                .tools(0, 4)
                .choices(2)
                .maxOutputTokens(64)
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"taskType\":\"TEXT_IMAGE\",\"textToImageParams\":{\"text\":\"a cat\"}}",
        "{\"prompt\":\"of a maker nobody knows\"}",
        "no JSON at all"
      })
  void facts_ofABodyNobodyKnows_areNone(String body) {
    ModelRequest request = request("stability.sd3", body);
    assertThat(facts(request)).isNull();
    assertThat(request.inputChars()).isNegative();
  }

  private static ConverseRequest.Builder converse() {
    return ConverseRequest.builder()
        .modelId(NOVA_MODEL)
        .system(SystemContentBlock.fromText("Be brief."))
        .messages(user(ContentBlock.fromText("Hi")))
        .inferenceConfig(limit -> limit.maxTokens(64));
  }

  private static Message user(ContentBlock... content) {
    return Message.builder().role("user").content(content).build();
  }

  private static String facts(ConverseRequest request) {
    return String.valueOf(facts(Requests.of(Asked.of(request), false)));
  }

  @Test
  void converse_factsSeeWhatCostsMore() {
    assertThat(facts(converse().build()))
        .contains("images=false", "files=false", "cacheMarker=NONE", "maxOutputTokens=64");
    ContentBlock image =
        ContentBlock.fromImage(
            ImageBlock.builder()
                .format("png")
                .source(source -> source.bytes(SdkBytes.fromByteArray(new byte[9000])))
                .build());
    ContentBlock cache =
        ContentBlock.fromCachePoint(CachePointBlock.builder().type("default").build());
    assertThat(facts(converse().messages(user(image, cache)).build()))
        .contains("images=true", "cacheMarker=SHORT");
    assertThat(facts(converse().serviceTier(tier -> tier.type("priority")).build()))
        .contains("serviceTier=PRIORITY");
    assertThat(facts(converse().modelId("arn:aws:bedrock:us-east-1:1:prompt/P1").build()))
        .contains("storedInput=true");
    ContentBlock result =
        ContentBlock.fromToolResult(
            ToolResultBlock.builder()
                .toolUseId("t1")
                .content(ToolResultContentBlock.fromText("42"))
                .build());
    assertThat(facts(converse().messages(user(result)).build())).contains("files=false");
  }

  @Test
  void converse_limitBesideTheOneThatCounts_isNotBounded() {
    Document more = Document.mapBuilder().putNumber("max_tokens", 4096).build();
    assertThat(facts(converse().additionalModelRequestFields(more).build())).isEqualTo("null");
    Document topK =
        Document.mapBuilder()
            .putDocument("inferenceConfig", Document.mapBuilder().putNumber("topK", 20).build())
            .build();
    assertThat(facts(converse().additionalModelRequestFields(topK).build())).isNotEqualTo("null");
  }

  @Test
  void converse_messagesHaveToolCallsAndTheirResults() {
    Document input = Document.mapBuilder().putString("sign", "WZPZ").build();
    ContentBlock call =
        ContentBlock.fromToolUse(
            ToolUseBlock.builder().toolUseId("t1").name("top_song").input(input).build());
    ContentBlock result =
        ContentBlock.fromToolResult(
            ToolResultBlock.builder()
                .toolUseId("t1")
                .content(ToolResultContentBlock.fromText("Elemental Hotel"))
                .build());
    Message called = Message.builder().role("assistant").content(call).build();
    ModelRequest request =
        Requests.of(Asked.of(converse().messages(called, user(result)).build()), false);
    assertThat(given(request.systemInstructions()))
        .isEqualTo("[{\"type\":\"text\",\"content\":\"Be brief.\"}]");
    assertThat(given(request.messages()))
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"t1\","
                + "\"name\":\"top_song\",\"arguments\":\"{\\\"sign\\\":\\\"WZPZ\\\"}\"}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"t1\","
                + "\"response\":\"Elemental Hotel\"}]}]");
  }

  @Test
  void limited_changesTheLimitAndNothingElse() {
    ConverseRequest limited = (ConverseRequest) Asked.of(converse().build()).limited(32);
    assertThat(limited).isEqualTo(converse().inferenceConfig(limit -> limit.maxTokens(32)).build());
    InvokeModelRequest titan =
        (InvokeModelRequest) asked("amazon.titan", "{\"inputText\":\"Hi\"}").limited(32);
    assertThat(titan.body().asUtf8String())
        .isEqualTo("{\"inputText\":\"Hi\",\"textGenerationConfig\":{\"maxTokenCount\":32}}");
  }
}
