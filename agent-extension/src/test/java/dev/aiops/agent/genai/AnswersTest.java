/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import dev.aiops.pricing.Usage;
import dev.aiops.pricing.UsageUnit;
import io.opentelemetry.javaagent.aiops.call.ModelResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static GenerateContentResponse read(String json) {
    return GenerateContentResponse.fromJson(json);
  }

  private static Usage usage(String counts) {
    return Objects.requireNonNull(Usages.of(read("{\"usageMetadata\":{" + counts + "}}")));
  }

  @Test
  void usage_thoughtsAndToolResultsAreAdded_cachedContentIsNot() {
    Usage usage =
        usage(
            "\"promptTokenCount\":100,\"cachedContentTokenCount\":40,\"candidatesTokenCount\":12,"
                + "\"thoughtsTokenCount\":8,\"toolUsePromptTokenCount\":5");

    assertThat(usage.inputTokens()).isEqualTo(105);
    assertThat(usage.cacheReadTokens()).isEqualTo(40);
    assertThat(usage.outputTokens()).isEqualTo(20);
    assertThat(usage.reasoningTokens()).isEqualTo(8);
  }

  @Test
  void usage_modalities_areUnitsOfTheirOwn() {
    Usage usage =
        usage(
            "\"promptTokenCount\":300,\"candidatesTokenCount\":1290,"
                + "\"promptTokensDetails\":[{\"modality\":\"AUDIO\",\"tokenCount\":200},"
                + "{\"modality\":\"TEXT\",\"tokenCount\":100}],"
                + "\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":1290}]");

    assertThat(usage.amount(UsageUnit.INPUT_AUDIO_TOKENS)).isEqualTo(200);
    assertThat(usage.amount(UsageUnit.OUTPUT_IMAGE_TOKENS)).isEqualTo(1290);
    assertThat(usage.reports(UsageUnit.INPUT_IMAGE_TOKENS)).isFalse();
  }

  @Test
  void usage_notReported_isUnknown() {
    assertThat(Usages.of(read("{}"))).isNull();
    assertThat(Usages.of(read("{\"usageMetadata\":{\"totalTokenCount\":3}}"))).isNull();
  }

  @Test
  void finishReasons_areOneForEachCandidate() {
    ModelResponse answer =
        Answers.of(read("{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"},{\"index\":1}]}"));

    assertThat(answer.finishReasons()).containsExactly("max_tokens", "error");
  }

  @Test
  void stream_usageIsKnownOnlyWhenTheModelIsDone() {
    StreamedAnswer stream = new StreamedAnswer();
    String usage = ",\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":%d}}";
    String piece = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}]}%s}]" + usage;

    assertThat(stream.add(read(piece.formatted("Hel", "", 1)))).isEqualTo(3);
    assertThat(stream.response().usage()).isNull();
    assertThat(stream.finished()).isFalse();

    stream.add(read(piece.formatted("lo", ",\"finishReason\":\"STOP\"", 2)));
    assertThat(stream.response().usage())
        .isEqualTo(Usage.builder().inputTokens(9).outputTokens(2).build());
    assertThat(Objects.requireNonNull(stream.response().text()).get()).isEqualTo("Hello");
    assertThat(Objects.requireNonNull(stream.response().messages()).get())
        .isEqualTo(
            "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Hello\"}]}]");
  }

  @Test
  void messages_namePartsAsTheConventionsDo() {
    Content question = Content.fromParts(Part.fromText("Refund me"));
    Content call =
        Content.builder()
            .role("model")
            .parts(Part.fromFunctionCall("refund", Map.of("city", "Bern")))
            .build();
    Content result =
        Content.fromParts(Part.fromFunctionResponse("refund", Map.of("result", "done")));

    assertThat(Contents.messages(List.of(question, call, result)))
        .isEqualTo(
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Refund me\"}]},"
                + "{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"name\":\"refund\","
                + "\"arguments\":{\"city\":\"Bern\"}}]},"
                + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"refund\","
                + "\"response\":{\"result\":\"done\"}}]}]");
    assertThat(Contents.prompt(List.of(question, call, result))).isEqualTo("Refund me");
  }

  @Test
  void limited_keepsAllElse() {
    GenerateContentConfig config = GenerateContentConfig.builder().temperature(0.5f).build();

    assertThat(Requests.limited(config, 7))
        .isEqualTo(config.toBuilder().maxOutputTokens(7).build());
    assertThat(Requests.limited(null, 7).maxOutputTokens()).contains(7);
  }
}
