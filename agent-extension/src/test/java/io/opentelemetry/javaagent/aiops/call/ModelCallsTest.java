/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.aiops.pricing.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Background;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.export.MessagePart;
import io.opentelemetry.javaagent.aiops.export.RunEvent;
import io.opentelemetry.javaagent.aiops.run.RunDefaults;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.javaagent.aiops.tool.ToolCall;
import io.opentelemetry.javaagent.aiops.tool.ToolCalls;
import io.opentelemetry.javaagent.aiops.tool.ToolRequest;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCallsTest {

  private static final Usage USAGE =
      Usage.builder()
          .inputTokens(1_000)
          .cacheReadTokens(400)
          .outputTokens(100)
          .reasoningTokens(30)
          .build();

  private Rig rig = Rig.start();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void succeed_recordsAllThatIsKnown() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().maxTokens(50L).topP(0.5).build());
    call.endpoint(null, "api.openai.com", 443);
    attempt(call, 200);
    call.succeed(
        ModelResponse.builder()
            .id("chatcmpl-1")
            .model("gpt-4o-2024-08-06")
            .finishReasons(List.of("stop"))
            .serviceTier("default")
            .usage(USAGE)
            .build());

    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("dev.aiops");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    Map<AttributeKey<?>, Object> attributes = span.getAttributes().asMap();
    assertThat(attributes)
        .contains(
            entry(OPERATION_NAME, "chat"),
            entry(PROVIDER_NAME, "openai"),
            entry(REQUEST_MODEL, "gpt-4o"),
            entry(REQUEST_STREAM, false),
            entry(REQUEST_MAX_TOKENS, 50L),
            entry(REQUEST_TOP_P, 0.5),
            entry(RESPONSE_ID, "chatcmpl-1"),
            entry(RESPONSE_MODEL, "gpt-4o-2024-08-06"),
            entry(RESPONSE_FINISH_REASONS, List.of("stop")),
            entry(SERVICE_TIER, "default"),
            entry(SERVER_ADDRESS, "api.openai.com"),
            entry(SERVER_PORT, 443L),
            entry(INPUT_TOKENS, 1_000L),
            entry(CACHE_READ_TOKENS, 400L),
            entry(OUTPUT_TOKENS, 100L),
            entry(REASONING_TOKENS, 30L),
            entry(USAGE_SOURCE, "reported"),
            entry(CALL_LIBRARY, "test"),
            entry(CALL_OUTCOME, "ok"),
            entry(CALL_ATTEMPTS, 1L),
            entry(COST_STATUS, "priced"),
            // 600 at $2.50, 400 at $1.25 and 100 at $10 a million
            entry(COST_USD, "0.003000000"),
            entry(COST_CATALOGUE, rig.prices().version()));
    assertThat(attributes).doesNotContainKeys(ERROR_TYPE, COST_REASON, TIME_TO_FIRST_CHUNK);
  }

  /** Of all regions 3 and 15 USD a million, of one 3.30 and 16.50. */
  @ParameterizedTest
  @CsvSource({
    "global.anthropic.claude-sonnet-4-5-20250929-v1:0, 0.001350000",
    "eu.anthropic.claude-sonnet-4-5-20250929-v1:0, 0.001485000"
  })
  void succeed_onBedrock_costsWhatTheModelAskedForCosts(String asked, String usd) {
    ModelCall call =
        ModelCalls.start(
            Context.root(),
            ModelRequest.of(Operation.CHAT, "test").provider("aws.bedrock").model(asked).build());
    attempt(call, 200);
    call.succeed(
        ModelResponse.builder()
            .model("claude-sonnet-4-5-20250929")
            .usage(Usage.builder().inputTokens(200).outputTokens(50).build())
            .build());

    assertThat(rig.span("chat " + asked).getAttributes().asMap())
        .contains(
            entry(RESPONSE_MODEL, "claude-sonnet-4-5-20250929"),
            entry(COST_STATUS, "priced"),
            entry(COST_USD, usd));
  }

  @Test
  void succeed_withoutUsage_isEstimatedFromCharacters() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().inputChars(4_001).build());
    call.endpoint(null, "api.openai.com", 443);
    call.received(30);
    call.received(10);
    call.succeed(ModelResponse.UNKNOWN);

    Map<AttributeKey<?>, Object> attributes = rig.span("chat gpt-4o").getAttributes().asMap();
    assertThat(attributes)
        .contains(
            entry(INPUT_TOKENS, 1_001L),
            entry(OUTPUT_TOKENS, 10L),
            entry(USAGE_SOURCE, "estimated"),
            entry(COST_STATUS, "estimated"),
            entry(COST_USD, "0.002602500"));
    assertThat((String) attributes.get(COST_REASON)).contains("4 characters");
  }

  @Test
  void succeed_withoutUsageOrText_isUnpriced() {
    ModelCalls.start(Context.root(), gpt4o().build()).succeed(ModelResponse.UNKNOWN);

    Map<AttributeKey<?>, Object> attributes = rig.span("chat gpt-4o").getAttributes().asMap();
    assertThat(attributes)
        .contains(entry(COST_STATUS, "unpriced"), entry(COST_REASON, "no_usage"))
        .doesNotContainKeys(COST_USD, INPUT_TOKENS, USAGE_SOURCE);
  }

  @Test
  void succeed_withUnknownModel_isUnpriced() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    call.endpoint(null, "api.openai.com", 443);
    call.succeed(ModelResponse.builder().model("no-such-model").usage(USAGE).build());

    assertThat(rig.span("chat gpt-4o").getAttributes().asMap())
        .contains(entry(COST_STATUS, "unpriced"), entry(COST_REASON, "unknown_model"))
        .doesNotContainKey(COST_USD);
  }

  @Test
  void succeed_withoutAnyModel_isUnpriced() {
    ModelCall call =
        ModelCalls.start(Context.root(), ModelRequest.of(Operation.CHAT, "test").build());
    call.succeed(ModelResponse.builder().usage(USAGE).build());

    assertThat(rig.span("chat").getAttributes().get(COST_STATUS)).isEqualTo("unpriced");
  }

  @Test
  void embeddings_haveTheirOwnAttributes() {
    ModelCall call =
        ModelCalls.start(
            Context.root(),
            ModelRequest.of(Operation.EMBEDDINGS, "test")
                .provider("openai")
                .model("text-embedding-3-small")
                .dimensions(256L)
                .build());
    call.endpoint(null, "api.openai.com", 443);
    call.succeed(
        ModelResponse.builder().usage(Usage.builder().inputTokens(1_000_000).build()).build());

    assertThat(rig.span("embeddings text-embedding-3-small").getAttributes().asMap())
        .contains(entry(EMBEDDINGS_DIMENSIONS, 256L), entry(COST_USD, "0.020000000"))
        .doesNotContainKeys(REQUEST_STREAM, OUTPUT_TOKENS);
  }

  @Test
  void start_insideACall_onlyAdds() {
    ModelCall outer = ModelCalls.start(Context.root(), gpt4o().provider("openai").build());
    ModelCall inner =
        ModelCalls.start(outer.context(), ModelRequest.of(Operation.CHAT, "wire").build());
    inner.endpoint(null, "api.groq.com", 443);
    inner.attemptStarted().answered(500);
    attempt(inner, 200);
    inner.succeed(ModelResponse.builder().model("llama-3.3-70b").usage(USAGE).build());
    outer.succeed(
        ModelResponse.builder().id("r1").usage(Usage.builder().inputTokens(7).build()).build());

    assertThat(outer.owner()).isTrue();
    assertThat(inner.owner()).isFalse();
    assertThat(rig.spans()).hasSize(1);
    assertThat(rig.span("chat gpt-4o").getAttributes().asMap())
        .contains(
            entry(PROVIDER_NAME, "groq"),
            entry(RESPONSE_ID, "r1"),
            entry(RESPONSE_MODEL, "llama-3.3-70b"),
            entry(INPUT_TOKENS, 1_000L),
            entry(CALL_LIBRARY, "test"),
            entry(CALL_ATTEMPTS, 2L));
  }

  @Test
  void end_ofAnInnerHook_doesNotEndTheCall() {
    ModelCall outer = ModelCalls.start(Context.root(), gpt4o().build());
    ModelCall inner = ModelCalls.start(outer.context(), gpt4o().build());
    inner.fail(new IllegalStateException("the library tries again"));
    inner.cut(null);
    inner.abandon();
    inner.cancel();
    assertThat(rig.spans()).isEmpty();

    outer.succeed(ModelResponse.UNKNOWN);
    assertThat(rig.span("chat gpt-4o").getAttributes().get(CALL_OUTCOME)).isEqualTo("ok");
  }

  @Test
  void current_outsideACall_isNull() {
    assertThat(ModelCalls.current(Context.root())).isNull();
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    assertThat(ModelCalls.current(call.context())).isNotNull();
    call.cancel();
  }

  @Test
  void start_insideATool_isACallOfItsOwn() {
    ModelCall outer = ModelCalls.start(Context.root(), gpt4o().build());
    ToolCall tool =
        ToolCalls.start(outer.context(), new ToolRequest("lookup", null, "test", null, null));
    ModelCall inner = ModelCalls.start(tool.context(), gpt4o().model("gpt-4o-mini").build());
    inner.succeed(ModelResponse.UNKNOWN);
    tool.succeed(null);
    outer.succeed(ModelResponse.UNKNOWN);

    assertThat(inner.owner()).isTrue();
    assertThat(rig.spans())
        .extracting(SpanData::getName)
        .containsExactly("chat gpt-4o-mini", "execute_tool lookup", "chat gpt-4o");
    assertThat(rig.span("chat gpt-4o-mini").getParentSpanId())
        .isEqualTo(rig.span("execute_tool lookup").getSpanId());
  }

  @Test
  void start_inParallelUnderOneParent_areSeparateCalls() {
    RunScope run = Runs.enter(Context.root(), RunStart.of("a", "test").build());
    ModelCall one = ModelCalls.start(run.context(), gpt4o().build());
    ModelCall two = ModelCalls.start(run.context(), gpt4o().build());
    two.succeed(ModelResponse.builder().id("2").build());
    one.succeed(ModelResponse.builder().id("1").build());
    run.end();

    assertThat(rig.spans().subList(0, 2))
        .extracting(span -> span.getAttributes().get(RESPONSE_ID))
        .containsExactly("2", "1");
  }

  @Test
  void attempts_areEventsWithWaitAndError() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    Attempt first = call.attemptStarted();
    rig.pass(20);
    first.answered(429);
    rig.pass(500);
    Attempt second = call.attemptStarted();
    rig.pass(1_000);
    second.failed(new SocketTimeoutException("timeout"));
    rig.pass(800);
    Attempt third = call.attemptStarted();
    rig.pass(30);
    third.answered(200);
    third.answered(500);
    call.succeed(ModelResponse.UNKNOWN);

    List<EventData> events = rig.span("chat gpt-4o").getEvents();
    assertThat(events).extracting(EventData::getName).containsOnly("aiops.attempt").hasSize(3);
    assertThat(events.get(0).getAttributes().asMap())
        .containsOnly(
            entry(ATTEMPT_NUMBER, 1L),
            entry(ATTEMPT_DURATION_MS, 20L),
            entry(HTTP_STATUS, 429L),
            entry(ERROR_TYPE, "429"));
    assertThat(events.get(1).getAttributes().asMap())
        .containsOnly(
            entry(ATTEMPT_NUMBER, 2L),
            entry(ATTEMPT_WAIT_MS, 500L),
            entry(ATTEMPT_DURATION_MS, 1_000L),
            entry(ERROR_TYPE, "java.net.SocketTimeoutException"));
    assertThat(events.get(2).getAttributes().asMap())
        .containsOnly(
            entry(ATTEMPT_NUMBER, 3L),
            entry(ATTEMPT_WAIT_MS, 800L),
            entry(ATTEMPT_DURATION_MS, 30L),
            entry(HTTP_STATUS, 200L));
    assertThat(events.get(1).getEpochNanos())
        .isEqualTo(Rig.NOON.plusMillis(520).getEpochSecond() * 1_000_000_000L + 520_000_000L);
    assertThat(rig.span("chat gpt-4o").getAttributes().get(CALL_ATTEMPTS)).isEqualTo(3);
  }

  @Test
  void fail_answeredWithAnError_billsNothing() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().inputChars(400).build());
    attempt(call, 500);
    call.fail(new IllegalStateException("server error"));

    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getStatus().getDescription()).isEqualTo("server error");
    assertThat(span.getAttributes().asMap())
        .contains(
            entry(CALL_OUTCOME, "error"), entry(ERROR_TYPE, "java.lang.IllegalStateException"))
        .doesNotContainKeys(COST_STATUS, COST_USD, INPUT_TOKENS);
  }

  @Test
  void fail_neverConnected_billsNothing() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().inputChars(400).build());
    call.attemptStarted().failed(new RuntimeException(new ConnectException("refused")));
    call.fail(new IllegalStateException("no connection"));

    assertThat(rig.span("chat gpt-4o").getAttributes().get(COST_STATUS)).isNull();
  }

  @Test
  void fail_timedOut_isEstimated() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().inputChars(400).build());
    call.endpoint(null, "api.openai.com", 443);
    call.attemptStarted().failed(new SocketTimeoutException("timeout"));
    call.fail(new SocketTimeoutException("timeout"));

    assertThat(rig.span("chat gpt-4o").getAttributes().asMap())
        .contains(
            entry(COST_STATUS, "estimated"), entry(INPUT_TOKENS, 100L), entry(OUTPUT_TOKENS, 0L));
  }

  @Test
  void cut_isBilledForWhatArrived() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().stream(true).inputChars(40).build());
    call.endpoint(null, "api.openai.com", 443);
    attempt(call, 200);
    rig.pass(250);
    call.firstChunk();
    rig.pass(50);
    call.firstChunk();
    call.received(80);
    call.cut(null);

    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span.getAttributes().asMap())
        .contains(
            entry(CALL_OUTCOME, "cut"),
            entry(ERROR_TYPE, "cut"),
            entry(REQUEST_STREAM, true),
            entry(TIME_TO_FIRST_CHUNK, 0.25),
            entry(INPUT_TOKENS, 10L),
            entry(OUTPUT_TOKENS, 20L),
            entry(COST_STATUS, "estimated"));
  }

  @Test
  void fail_afterTheAnswerBrokeOffBelow_isCutAndBilledForWhatWasReadThere() {
    ModelCall outer = ModelCalls.start(Context.root(), gpt4o().inputChars(40).build());
    ModelCall inner = ModelCalls.start(outer.context(), gpt4o().build());
    inner.endpoint(null, "api.openai.com", 443);
    attempt(inner, 200);
    inner.received(80);
    inner.cut(new IOException("unexpected end of stream"));
    outer.fail(new IllegalStateException("Error reading response"));

    assertThat(rig.span("chat gpt-4o").getAttributes().asMap())
        .contains(
            entry(CALL_OUTCOME, "cut"),
            entry(ERROR_TYPE, "java.lang.IllegalStateException"),
            entry(INPUT_TOKENS, 10L),
            entry(OUTPUT_TOKENS, 20L),
            entry(COST_STATUS, "estimated"));
  }

  @Test
  void fail_ofTheAttemptAfterOneThatBrokeOff_isNoCut() {
    ModelCall outer = ModelCalls.start(Context.root(), gpt4o().inputChars(40).build());
    ModelCall first = ModelCalls.start(outer.context(), gpt4o().build());
    attempt(first, 200);
    first.received(80);
    first.cut(new IOException("unexpected end of stream"));
    attempt(ModelCalls.start(outer.context(), gpt4o().build()), 500);
    outer.fail(new IllegalStateException("server error"));

    assertThat(rig.span("chat gpt-4o").getAttributes().asMap())
        .contains(entry(CALL_OUTCOME, "error"))
        .doesNotContainKeys(OUTPUT_TOKENS, COST_STATUS);
  }

  @Test
  void received_byOwnerAndBelow_countsOnce() {
    ModelCall outer = ModelCalls.start(Context.root(), gpt4o().inputChars(40).build());
    ModelCall inner = ModelCalls.start(outer.context(), gpt4o().build());
    attempt(inner, 200);
    inner.received(80);
    outer.received(80);
    outer.cut(null);

    assertThat(rig.span("chat gpt-4o").getAttributes().get(OUTPUT_TOKENS)).isEqualTo(20L);
  }

  @Test
  void embeddings_estimated_haveNoOutput() {
    ModelCall call =
        ModelCalls.start(
            Context.root(),
            ModelRequest.of(Operation.EMBEDDINGS, "test").model("m").inputChars(40).build());
    attempt(call, 200);
    call.succeed(ModelResponse.builder().outputChars(0).build());

    assertThat(rig.span("embeddings m").getAttributes().asMap())
        .contains(entry(INPUT_TOKENS, 10L))
        .doesNotContainKey(OUTPUT_TOKENS);
  }

  @Test
  void abandon_afterUsageWasSeen_isPriced() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().stream(true).build());
    call.endpoint(null, "api.openai.com", 443);
    attempt(call, 200);
    call.update(ModelResponse.builder().usage(USAGE).build());
    call.abandon();

    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(span.getAttributes().asMap())
        .contains(entry(CALL_OUTCOME, "abandoned"), entry(COST_STATUS, "priced"));
  }

  @Test
  void cancel_beforeAnythingWasSent_billsNothing() {
    ModelCalls.start(Context.root(), gpt4o().inputChars(40).build()).cancel();

    assertThat(rig.span("chat gpt-4o").getAttributes().asMap())
        .contains(entry(CALL_OUTCOME, "cancelled"))
        .doesNotContainKey(COST_STATUS);
  }

  @Test
  void end_byManyThreads_countsOnce() throws Exception {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (Runnable end :
        List.<Runnable>of(
            call::abandon,
            call::cancel,
            () -> call.cut(null),
            () -> call.fail(new IllegalStateException()),
            () -> call.succeed(ModelResponse.UNKNOWN))) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  go.await();
                } catch (InterruptedException e) {
                  return;
                }
                end.run();
              });
      thread.start();
      threads.add(thread);
    }
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(rig.spans()).hasSize(1);
  }

  @Test
  void fallback_namesWhatFailed() {
    RunScope run = Runs.enter(Context.root(), RunStart.of("a", "test").build());
    ModelCall failing = ModelCalls.start(run.context(), gpt4o().build());
    failing.endpoint(null, "api.openai.com", 443);
    failing.fail(new IllegalStateException("down"));
    ModelCall second =
        ModelCalls.start(run.context(), gpt4o().model("claude-x").provider("anthropic").build());
    second.succeed(ModelResponse.UNKNOWN);
    ModelCall third = ModelCalls.start(run.context(), gpt4o().build());
    third.succeed(ModelResponse.UNKNOWN);
    run.end();

    assertThat(rig.span("chat claude-x").getAttributes().asMap())
        .contains(
            entry(FALLBACK_SPAN_ID, rig.spans().get(0).getSpanId()),
            entry(FALLBACK_MODEL, "gpt-4o"),
            entry(FALLBACK_PROVIDER, "openai"),
            entry(FALLBACK_ERROR, "java.lang.IllegalStateException"));
    assertThat(rig.spans().get(2).getAttributes().get(FALLBACK_SPAN_ID))
        .as("the fallback succeeded, so the next call stands in for nothing")
        .isNull();
  }

  @Test
  void fallback_sameModelAgain_isNone() {
    RunScope run = Runs.enter(Context.root(), RunStart.of("a", "test").build());
    ModelCalls.start(run.context(), gpt4o().build()).fail(new IllegalStateException("down"));
    ModelCalls.start(run.context(), gpt4o().build()).succeed(ModelResponse.UNKNOWN);
    run.end();

    assertThat(rig.spans()).noneMatch(s -> s.getAttributes().get(FALLBACK_SPAN_ID) != null);
  }

  @Test
  void fallback_inAnotherStep_isNone() {
    RunScope run = Runs.enter(Context.root(), RunStart.of("a", "test").build());
    ModelCalls.start(run.context(), gpt4o().build()).fail(new IllegalStateException("down"));
    ToolCall tool = ToolCalls.start(run.context(), new ToolRequest("t", null, "test", null, null));
    ModelCalls.start(tool.context(), gpt4o().model("other").build()).succeed(ModelResponse.UNKNOWN);
    tool.succeed(null);
    run.end();

    assertThat(rig.spans()).noneMatch(s -> s.getAttributes().get(FALLBACK_SPAN_ID) != null);
  }

  @Test
  void content_byDefault_isNotKept() {
    ModelCalls.start(Context.root(), withMessages())
        .succeed(ModelResponse.builder().messages(() -> "[out]").build());

    assertThat(rig.parts()).isEmpty();
  }

  @Test
  void content_whereWanted_isKeptWithoutSecrets() {
    rig.close();
    rig = Rig.start(Sampler.alwaysOn(), RunDefaults.NONE, Rig.rules(true));
    ModelCall call = ModelCalls.start(Context.root(), withMessages());
    call.succeed(ModelResponse.builder().messages(() -> "x".repeat(200)).build());

    SpanData span = rig.span("chat gpt-4o");
    assertThat(rig.parts())
        .containsExactly(
            part(span, MessagePart.Part.SYSTEM_INSTRUCTIONS, "be kind", false, false),
            part(span, MessagePart.Part.INPUT_MESSAGES, "key [redacted]", true, false),
            part(
                span,
                MessagePart.Part.OUTPUT_MESSAGES,
                "x".repeat(100) + "…[truncated]",
                false,
                true));
  }

  @Test
  void content_beyondWhatCanWait_isDroppedAndCounted() {
    rig.close();
    rig = Rig.start(Sampler.alwaysOn(), RunDefaults.NONE, Rig.rules(true));
    CountDownLatch go = rig.holdBackground();
    for (int i = 0; i < Background.MAX_WAITING; i++) {
      ModelCalls.start(Context.root(), withMessages()).succeed(ModelResponse.UNKNOWN);
    }
    go.countDown();

    assertThat(rig.droppedParts()).isPositive();
    assertThat(rig.parts().size() + rig.droppedParts()).isEqualTo(2 * Background.MAX_WAITING);
  }

  @Test
  void answer_readLater_endsTheSpanWhenTheCallDid() {
    CountDownLatch go = rig.holdBackground();
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    call.succeed(() -> ModelResponse.builder().model("m-2").usage(USAGE).build());
    long endedBy = System.currentTimeMillis();
    assertThat(rig.openSpans()).isZero();
    await(endedBy + 20);
    go.countDown();

    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getAttributes().get(RESPONSE_MODEL)).isEqualTo("m-2");
    assertThat(span.getAttributes().get(CALL_OUTCOME)).isEqualTo("ok");
    assertThat(span.getEndEpochNanos())
        .isBetween(span.getStartEpochNanos(), (endedBy + 5) * 1_000_000);
    assertThat(rig.events().get(1).kind()).isEqualTo(RunEvent.Kind.ENDED);
  }

  @Test
  void answer_readLater_isTheOutputOfItsRun() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    call.succeed(() -> ModelResponse.builder().text(() -> "hello").build());

    assertThat(rig.events().get(1).outcome().output()).isEqualTo("hello");
  }

  @Test
  void answer_readLaterButMalformed_isCut() {
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    call.succeed(
        () -> {
          throw new MalformedAnswer("no JSON");
        });

    SpanData span = rig.span("chat gpt-4o");
    assertThat(span.getAttributes().get(CALL_OUTCOME)).isEqualTo("cut");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  @Test
  void answer_readLater_byAHookBelow_isOnTheOwnersSpan() {
    ModelCall owner = ModelCalls.start(Context.root(), gpt4o().build());
    ModelCall below = ModelCalls.start(owner.context(), gpt4o().build());
    below.succeed(() -> ModelResponse.builder().usage(USAGE).build());
    owner.succeed(() -> ModelResponse.UNKNOWN);

    assertThat(rig.span("chat gpt-4o").getAttributes().get(INPUT_TOKENS)).isEqualTo(1_000L);
  }

  @Test
  void answer_withNoRoomToWait_isReadAtOnce() {
    CountDownLatch go = rig.holdBackground();
    for (int i = 0; i < Background.MAX_WAITING; i++) {
      rig.later(() -> {});
    }
    AtomicReference<Thread> reader = new AtomicReference<>();
    ModelCalls.start(Context.root(), gpt4o().build())
        .succeed(
            () -> {
              reader.set(Thread.currentThread());
              return ModelResponse.UNKNOWN;
            });
    assertThat(reader).hasValue(Thread.currentThread());
    go.countDown();
  }

  private static void await(long millis) {
    while (System.currentTimeMillis() < millis) {
      Thread.onSpinWait();
    }
  }

  @Test
  void supplier_thatThrows_harmsNothing() {
    rig.close();
    rig = Rig.start(Sampler.alwaysOn(), RunDefaults.NONE, Rig.rules(true));
    ModelCall call =
        ModelCalls.start(
            Context.root(),
            gpt4o()
                .messages(
                    () -> {
                      throw new IllegalStateException("broken hook");
                    })
                .build());
    call.succeed(
        ModelResponse.builder()
            .messages(
                () -> {
                  throw new IllegalStateException("broken hook");
                })
            .build());

    assertThat(rig.spans()).hasSize(1);
  }

  @Test
  void start_recordingNothing_doesNothing() {
    rig.close();
    ModelCall call = ModelCalls.start(Context.root(), gpt4o().build());
    call.attemptStarted().answered(200);
    call.firstChunk();
    call.succeed(ModelResponse.UNKNOWN);

    assertThat(call.context()).isSameAs(Context.root());
    assertThat(Span.fromContext(call.context()).getSpanContext().isValid()).isFalse();
  }

  private static ModelRequest.Builder gpt4o() {
    return ModelRequest.of(Operation.CHAT, "test").provider("openai").model("gpt-4o");
  }

  private static ModelRequest withMessages() {
    return gpt4o()
        .systemInstructions(() -> "be kind")
        .messages(() -> "key sk-abcdefghijklmnopqrstuv")
        .build();
  }

  private static void attempt(ModelCall call, int status) {
    call.attemptStarted().answered(status);
  }

  private static MessagePart part(
      SpanData span, MessagePart.Part part, String content, boolean redacted, boolean truncated) {
    return new MessagePart(
        Rig.NOON,
        span.getTraceId(),
        span.getSpanId(),
        String.valueOf(span.getAttributes().get(RUN_ID)),
        "shop",
        part,
        content,
        redacted,
        truncated);
  }
}
