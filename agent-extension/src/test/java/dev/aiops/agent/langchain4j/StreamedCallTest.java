/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import io.opentelemetry.javaagent.aiops.langchain4j.AgentRun;
import io.opentelemetry.javaagent.aiops.langchain4j.OpenStream;
import io.opentelemetry.javaagent.aiops.langchain4j.TokenStreams;
import io.opentelemetry.javaagent.aiops.run.RunStart;
import io.opentelemetry.javaagent.aiops.run.Runs;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamedCallTest {

  private static final ChatResponse ANSWER =
      ChatResponse.builder()
          .aiMessage(AiMessage.from("hello"))
          .tokenUsage(new TokenUsage(7, 3))
          .finishReason(FinishReason.STOP)
          .build();

  private final Rig rig = Rig.start();
  private final List<String> seen = new ArrayList<>();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void handler_everyMethodOfTheInterfaceReachesTheApp() throws Exception {
    StreamingChatResponseHandler recorder =
        (StreamingChatResponseHandler)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {StreamingChatResponseHandler.class},
                (proxy, method, args) -> {
                  seen.add(signature(method));
                  return null;
                });
    StreamingChatResponseHandler handler = handler(begin(Context.root(), recorder));
    List<String> all = new ArrayList<>();
    for (Method method : StreamingChatResponseHandler.class.getMethods()) {
      all.add(signature(method));
      method.invoke(handler, new Object[method.getParameterCount()]);
    }
    assertThat(all).hasSizeGreaterThan(9);
    assertThat(seen).containsExactlyElementsOf(all);
  }

  private static String signature(Method method) {
    return method.getName() + List.of(method.getParameterTypes());
  }

  @Test
  void handler_whatTheAppThrows_isThrown() {
    StreamingChatResponseHandler handler =
        handler(
            begin(
                Context.root(),
                new App(
                    () -> {
                      throw new IllegalStateException("of the app");
                    })));
    assertThatThrownBy(() -> handler.onCompleteResponse(ANSWER))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("of the app");
    assertThat(outcome()).isEqualTo("ok");
  }

  @Test
  void completed_callEndsBeforeTheAppGoesOn() {
    List<Integer> ended = new ArrayList<>();
    handler(begin(Context.root(), new App(() -> ended.add(rig.spans().size()))))
        .onCompleteResponse(ANSWER);
    assertThat(ended).containsExactly(1);
  }

  @Test
  void brokenConnection_isCutWithTheTransportsError() {
    StreamedCall call = begin(Context.root(), new App(() -> {}));
    call.opened();
    call.broken(new IOException("reset"));
    handler(call).onError(new RuntimeException("mapped"));
    assertThat(outcome()).isEqualTo("cut");
    assertThat(attribute("error.type")).isEqualTo("java.io.IOException");
  }

  @Test
  void closedWithoutAnyEnd_isCut() {
    StreamedCall call = begin(Context.root(), new App(() -> {}));
    call.opened();
    call.closed();
    assertThat(outcome()).isEqualTo("cut");
  }

  @Test
  void closedAfterTheAnswer_changesNothing() {
    StreamedCall call = begin(Context.root(), new App(() -> {}));
    handler(call).onCompleteResponse(ANSWER);
    call.closed();
    assertThat(outcome()).isEqualTo("ok");
  }

  @Test
  void cancelled_callAndRunAreCancelled() {
    AgentRun run = streamedRun();
    List<StreamingHandle> handles = new ArrayList<>();
    handler(begin(run.context(), new App(() -> {}, handles)))
        .onPartialResponse(
            new PartialResponse("hel"), new PartialResponseContext(new Handle(true)));
    handles.get(0).cancel();
    assertThat(rig.span("chat m").getAttributes().get(AttributeKey.stringKey("aiops.call.outcome")))
        .isEqualTo("cancelled");
    assertThat(rig.span("invoke_agent Agent").hasEnded()).isTrue();
  }

  @Test
  void streamThatCannotBeCancelled_goesOn() {
    List<StreamingHandle> handles = new ArrayList<>();
    StreamingChatResponseHandler handler =
        handler(begin(Context.root(), new App(() -> {}, handles)));
    handler.onPartialResponse(
        new PartialResponse("hel"), new PartialResponseContext(new Handle(false)));
    assertThatThrownBy(() -> handles.get(0).cancel())
        .isExactlyInstanceOf(UnsupportedOperationException.class);
    assertThat(rig.spans()).isEmpty();
    handler.onCompleteResponse(ANSWER);
    assertThat(outcome()).isEqualTo("ok");
  }

  @Test
  void run_endsWithItsLastCall() {
    AgentRun run = streamedRun();
    List<Integer> ended = new ArrayList<>();
    StreamedCall first =
        begin(
            run.context(),
            new App(
                () -> {
                  StreamedCall second = begin(Context.current(), new App(() -> {}));
                  ended.add(rig.spans().size());
                  handler(second).onCompleteResponse(ANSWER);
                }));
    handler(first).onCompleteResponse(ANSWER);
    assertThat(ended).as("only the first call had ended when the second began").containsExactly(1);
    assertThat(rig.spans()).hasSize(3);
    assertThat(rig.spans().get(2).getName()).isEqualTo("invoke_agent Agent");
    assertThat(rig.spans().get(2).getStatus()).isEqualTo(StatusData.unset());
  }

  @Test
  void runWhoseModelIsNotHooked_endsWhenItsStreamHasStarted() {
    AgentRun run = streamedRun();
    TokenStreams.started(run, null);
    assertThat(rig.span("invoke_agent Agent").hasEnded()).isTrue();
  }

  private AgentRun streamedRun() {
    AgentRun run =
        new AgentRun(Runs.enter(Context.root(), RunStart.of("Agent", "langchain4j").build()), null);
    Object stream = new Object();
    TokenStreams.built(stream, run.context());
    run.returned(() -> null);
    assertThat(TokenStreams.starting(stream)).isSameAs(run);
    assertThat(TokenStreams.starting(stream)).as("a stream starts once").isNull();
    assertThat(rig.spans()).isEmpty();
    return run;
  }

  private StreamedCall begin(Context parent, StreamingChatResponseHandler app) {
    Object[] entered =
        StreamedCall.begin(
            ModelCalls.start(
                parent, ModelRequest.of(Operation.CHAT, "langchain4j").model("m").build()),
            parent,
            new Streaming(
                ChatRequest.builder().messages(UserMessage.from("hello")).build(),
                app,
                (request, handler) -> {
                  throw new IllegalStateException("it was begun elsewhere");
                }));
    StreamedCall call = (StreamedCall) entered[0];
    assertThat(OpenStream.of(Context.current())).isSameAs(call);
    StreamedCall.exited(entered, null);
    return call;
  }

  private static StreamingChatResponseHandler handler(StreamedCall call) {
    return call.handler();
  }

  private @Nullable String outcome() {
    return attribute("aiops.call.outcome");
  }

  private @Nullable String attribute(String key) {
    return rig.span("chat m").getAttributes().get(AttributeKey.stringKey(key));
  }

  /**
   * A handler of the app that does one thing when the answer is complete, and keeps what could
   * cancel it.
   */
  private record App(Runnable atEnd, List<StreamingHandle> handles)
      implements StreamingChatResponseHandler {

    App(Runnable atEnd) {
      this(atEnd, new ArrayList<>());
    }

    @Override
    public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
      handles.add(context.streamingHandle());
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      atEnd.run();
    }

    @Override
    public void onError(Throwable error) {}
  }

  private record Handle(boolean cancellable) implements StreamingHandle {

    @Override
    public void cancel() {
      if (!cancellable) {
        throw new UnsupportedOperationException();
      }
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
