/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.demo.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.models.FunctionDefinition;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionTool;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.aiops.demo.provider.BilledCall.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator as openai-java sees it. */
class OpenAiJavaTest {

  private final ProviderSimulator simulator = ProviderSimulator.start();
  private OpenAIClient client;

  @BeforeEach
  void connect() {
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey("none")
            .timeout(Duration.ofMinutes(1))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  private static ChatCompletionCreateParams.Builder chat(String user) {
    return ChatCompletionCreateParams.builder().model("gpt-4o-mini").addUserMessage(user);
  }

  private BilledCall lastBilled() {
    List<BilledCall> calls = simulator.ledger().calls();
    return calls.get(calls.size() - 1);
  }

  @Test
  void chat_answersAndBills() {
    ChatCompletion answer = client.chat().completions().create(chat("hello there").build());
    assertThat(answer.choices().get(0).message().content()).contains("You said: hello there");
    assertThat(answer.model()).isEqualTo("gpt-4o-mini-2024-07-18");
    var usage = answer.usage().orElseThrow();
    assertThat(usage.totalTokens()).isEqualTo(usage.promptTokens() + usage.completionTokens());
    BilledCall billed = lastBilled();
    assertThat(billed.nanoUsd())
        .isEqualTo(150 * usage.promptTokens() + 600 * usage.completionTokens());
    assertThat(billed.accountable()).isTrue();
  }

  @Test
  void chat_usageOrdered() {
    ChatCompletion answer =
        client.chat().completions().create(chat("@sim usage=2000/1024/300/128\n@say ok").build());
    assertThat(answer.usage().orElseThrow().promptTokensDetails().orElseThrow().cachedTokens())
        .contains(1024L);
    assertThat(lastBilled().nanoUsd()).isEqualTo(976 * 150 + 1024 * 75 + 300 * 600);
  }

  @Test
  void chat_toolCalls() {
    ChatCompletion answer =
        client
            .chat()
            .completions()
            .create(chat("@call lookup {\"id\":\"A\"}\n@call refund {}").addTool(tool()).build());
    assertThat(answer.choices().get(0).finishReason().asString()).isEqualTo("tool_calls");
    var calls = answer.choices().get(0).message().toolCalls().orElseThrow();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).asFunction().function().arguments()).isEqualTo("{\"id\":\"A\"}");
  }

  private static ChatCompletionTool tool() {
    return ChatCompletionTool.ofFunction(
        ChatCompletionFunctionTool.builder()
            .function(FunctionDefinition.builder().name("lookup").build())
            .build());
  }

  @Test
  void stream_withoutIncludeUsage_tellsNone() {
    List<ChatCompletionChunk> chunks = stream(chat("a b c d").build());
    assertThat(chunks).allMatch(chunk -> !chunk.choices().isEmpty());
    assertThat(chunks).allMatch(chunk -> chunk.usage().isEmpty());
    assertThat(text(chunks)).isEqualTo("You said: a b c d");
    assertThat(lastBilled().usageReported()).isFalse();
    assertThat(lastBilled().nanoUsd()).isPositive();
  }

  @Test
  void stream_includeUsage_endsWithUsageAndNoChoices() {
    ChatCompletionStreamOptions options =
        ChatCompletionStreamOptions.builder().includeUsage(true).build();
    List<ChatCompletionChunk> chunks = stream(chat("a b c").streamOptions(options).build());
    ChatCompletionChunk last = chunks.get(chunks.size() - 1);
    assertThat(last.choices()).isEmpty();
    assertThat(last.usage().orElseThrow().completionTokens())
        .isEqualTo(lastBilled().use().output());
    assertThat(lastBilled().usageReported()).isTrue();
  }

  @Test
  void stream_cut_billsWhatWasSent() {
    ChatCompletionCreateParams params =
        chat("@sim fault=cut cut-after=4\n@say one two three four five six seven eight").build();
    assertThatThrownBy(() -> stream(params)).isInstanceOf(OpenAIException.class);
    BilledCall billed = lastBilled();
    assertThat(billed.outcome()).isEqualTo(Outcome.CUT);
    assertThat(billed.usageReported()).isFalse();
    assertThat(billed.use().output()).isEqualTo(1 + 1 + 2);
  }

  @Test
  void stream_abandoned_billsWhatWasSent() throws InterruptedException {
    ChatCompletionCreateParams params =
        chat("@sim chunk=5ms tag=left\n@say " + "word ".repeat(300)).build();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      assertThat(stream.stream().limit(3)).hasSize(3);
    }
    for (int i = 0; i < 100 && simulator.ledger().tagged("left").isEmpty(); i++) Thread.sleep(50);
    assertThat(simulator.ledger().tagged("left").get(0).outcome()).isEqualTo(Outcome.ABANDONED);
  }

  private List<ChatCompletionChunk> stream(ChatCompletionCreateParams params) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      return stream.stream().toList();
    }
  }

  private static String text(List<ChatCompletionChunk> chunks) {
    return chunks.stream()
        .flatMap(chunk -> chunk.choices().stream())
        .flatMap(choice -> choice.delta().content().stream())
        .collect(Collectors.joining());
  }

  @Test
  void fault429_twice_isRetried() {
    ChatCompletionCreateParams params =
        chat("@sim fault=429 times=2 retry-after=0.01 tag=busy\n@say fine").build();
    client.chat().completions().create(params);
    assertThat(simulator.ledger().tagged("busy"))
        .extracting(BilledCall::status)
        .containsExactly(429, 429, 200);
    assertThat(simulator.ledger().nanoUsd(call -> call.status() == 429)).isZero();
  }

  @Test
  void fault429_always_reachesTheCaller() {
    ChatCompletionCreateParams params = chat("@sim fault=429 retry-after=0.01").build();
    assertThatThrownBy(() -> client.chat().completions().create(params))
        .isInstanceOf(RateLimitException.class)
        .hasMessageContaining("Rate limit reached");
  }

  @Test
  void faultTimeout_billsNothing() {
    ChatCompletionCreateParams params = chat("@sim fault=timeout tag=slow").build();
    OpenAIClient impatient =
        client.withOptions(o -> o.timeout(Duration.ofMillis(300)).maxRetries(0));
    assertThatThrownBy(() -> impatient.chat().completions().create(params))
        .isInstanceOf(OpenAIException.class);
    assertThat(simulator.ledger().tagged("slow").get(0).outcome()).isEqualTo(Outcome.UNANSWERED);
    assertThat(simulator.ledger().tagged("slow").get(0).nanoUsd()).isZero();
  }

  @Test
  void faultsOfContent_areBilledButNotAccountable() {
    for (String fault : List.of("no-usage", "malformed", "none served=acme-7b")) {
      ChatCompletionCreateParams params = chat("@sim tag=odd fault=" + fault + "\n@say hm").build();
      try {
        ChatCompletion ignored = client.chat().completions().create(params);
        assertThat(ignored.choices()).hasSize(1);
      } catch (OpenAIException e) {
        assertThat(fault).isEqualTo("malformed");
      }
    }
    assertThat(simulator.ledger().tagged("odd")).hasSize(3);
    assertThat(simulator.ledger().tagged("odd")).allMatch(call -> call.nanoUsd() > 0);
    assertThat(simulator.ledger().accountableNanoUsd()).isZero();
  }

  @Test
  void invalidUtf8_reachesTheCaller() {
    ChatCompletionCreateParams params = chat("@sim fault=invalid-utf8").build();
    assertThatThrownBy(() -> client.chat().completions().create(params))
        .hasStackTraceContaining("Invalid UTF-8 middle byte 0x28");
  }

  @Test
  void response_withReasoning() {
    Response response =
        client
            .responses()
            .create(ResponseCreateParams.builder().model("o4-mini").input("@say deep").build());
    assertThat(response.usage().orElseThrow().outputTokensDetails().reasoningTokens())
        .isEqualTo(64);
    assertThat(response.output()).hasSize(2);
    assertThat(lastBilled().endpoint()).isEqualTo("responses");
    assertThat(lastBilled().modelServed()).isEqualTo("o4-mini-2025-04-16");
  }

  @Test
  void responseStream_endsWithUsage() {
    ResponseCreateParams params =
        ResponseCreateParams.builder().model("gpt-4.1-mini").input("@say one two").build();
    List<ResponseStreamEvent> events;
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      events = stream.stream().toList();
    }
    String text =
        events.stream()
            .flatMap(event -> event.outputTextDelta().stream())
            .map(delta -> delta.delta())
            .collect(Collectors.joining());
    assertThat(text).isEqualTo("one two");
    Response done = events.get(events.size() - 1).completed().orElseThrow().response();
    assertThat(done.usage().orElseThrow().inputTokens()).isEqualTo(lastBilled().use().input());
    assertThat(done.output().get(0).asMessage().content().get(0).asOutputText().text())
        .isEqualTo("one two");
  }

  @Test
  void responseStream_toolCall() {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model("gpt-4.1-mini")
            .input("@call lookup {\"id\":7}")
            .build();
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      assertThat(stream.stream().flatMap(e -> e.functionCallArgumentsDone().stream()).toList())
          .singleElement()
          .satisfies(done -> assertThat(done.arguments()).isEqualTo("{\"id\":7}"));
    }
  }

  @Test
  void embeddings_sameInEitherFormat() {
    EmbeddingCreateParams.Builder params =
        EmbeddingCreateParams.builder()
            .model("text-embedding-3-small")
            .input("refunds take five days")
            .dimensions(64);
    var plain =
        client
            .embeddings()
            .create(params.encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT).build());
    var packed =
        client
            .embeddings()
            .create(params.encodingFormat(EmbeddingCreateParams.EncodingFormat.BASE64).build());
    assertThat(packed.data().get(0).embedding()).hasSize(64);
    assertThat(packed.data().get(0).embedding()).isEqualTo(plain.data().get(0).embedding());
    assertThat(lastBilled().nanoUsd()).isEqualTo(20 * packed.usage().promptTokens());
  }

  @Test
  void modelSuffixAndHeader_direct() {
    ChatCompletionCreateParams params =
        chat("hi")
            .model("gpt-4o#served=acme-7b")
            .putAdditionalHeader("x-sim", "tag=header")
            .putAdditionalBodyProperty("extra", JsonValue.from(1))
            .build();
    assertThat(client.chat().completions().create(params).model()).isEqualTo("acme-7b");
    BilledCall billed = simulator.ledger().tagged("header").get(0);
    assertThat(billed.modelAsked()).isEqualTo("gpt-4o");
    assertThat(billed.priceListed()).isFalse();
  }

  @Test
  void longPrompt_isPartlyCached() {
    ChatCompletionCreateParams params =
        chat("hi").addSystemMessage("You are thorough. ".repeat(300)).build();
    var usage = client.chat().completions().create(params).usage().orElseThrow();
    assertThat(usage.promptTokensDetails().orElseThrow().cachedTokens()).contains(1280L);
  }

  @Test
  void fiftyMegabytes_streamed() {
    List<ChatCompletionChunk> chunks = stream(chat("@sim bytes=52428800\n@say big").build());
    assertThat(text(chunks)).hasSize(52428800);
    assertThat(chunks.size()).isLessThan(500);
  }

  @Test
  void fiftyMegabytes_asked() {
    String big = "lorem ".repeat(52428800 / 6);
    ChatCompletion answer =
        client.chat().completions().create(chat("@say small").addSystemMessage(big).build());
    assertThat(answer.usage().orElseThrow().promptTokens()).isGreaterThan(13_000_000);
    assertThat(lastBilled().bodyBytes()).isGreaterThan(52_000_000);
  }
}
