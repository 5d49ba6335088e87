/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets;
import io.opentelemetry.javaagent.aiops.budget.FaultyBudgets.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a step of the reservation throws, or the model cannot be read, the model is not asked. */
class AdviceUnderFaultsTest {

  private static final ChatRequest REQUEST =
      ChatRequest.builder().modelName("gpt-4o").messages(UserMessage.from("hello")).build();

  @ParameterizedTest
  @EnumSource(Step.class)
  void chat_aStepThrows_isRefused(Step step) {
    for (Throwable fault : faults()) {
      try (Rig rig = Rig.capped(new FaultyBudgets(step, fault))) {
        isRefusal(ChatModelInstrumentation.DoChat.enter(new Model(), REQUEST));
        isRefusal(ChatModelInstrumentation.DoChatAsync.enter(new Model(), REQUEST));
        isRefusal(ChatModelInstrumentation.DoChat.enter(new Unreadable(), REQUEST));
        assertThat(rig.openSpans()).isZero();
        assertThat(Context.current()).as("no scope stays open").isSameAs(Context.root());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void stream_aStepThrows_isToldToTheHandler(Step step) {
    for (Throwable fault : faults()) {
      try (Rig rig = Rig.capped(new FaultyBudgets(step, fault))) {
        Told told = new Told();
        isRefusal(StreamingChatModelInstrumentation.DoChat.enter(new Streams(), REQUEST, told));
        assertThat(told.errors).singleElement().isInstanceOf(CallRefusedException.class);
        assertThat(rig.openSpans()).isZero();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void reactive_aStepThrows_isToldToTheSubscriber_andNothingIsSubscribedTo(Step step) {
    for (Throwable fault : faults()) {
      try (Rig rig = Rig.capped(new FaultyBudgets(step, fault))) {
        List<Object> sent = new ArrayList<>();
        Told told = new Told();
        published(new Streams(), sent).subscribe(told);
        published(new NoStreams(), sent).subscribe(told);
        assertThat(told.errors).hasSize(2).allMatch(CallRefusedException.class::isInstance);
        assertThat(sent).as("of %s", rig).isEmpty();
      }
    }
  }

  private static Flow.Publisher<Object> published(StreamingChatModel model, List<Object> sent) {
    return Objects.requireNonNull(
        StreamingChatModelInstrumentation.Reactive.exit(model, REQUEST, sent::add));
  }

  private static Throwable[] faults() {
    return new Throwable[] {
      new IllegalStateException("injected"),
      new NoClassDefFoundError("injected"),
      new OutOfMemoryError("injected")
    };
  }

  private static void isRefusal(Object @Nullable [] entered) {
    assertThat(entered).isInstanceOf(Throwable[].class);
    assertThat(Entered.of(entered)).isInstanceOf(CallRefusedException.class);
  }

  private static final class Model implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      throw new IllegalStateException("it was asked");
    }
  }

  private static final class Unreadable implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      throw new IllegalStateException("it was asked");
    }

    @Override
    public ModelProvider provider() {
      throw new NoSuchMethodError("injected");
    }
  }

  private static final class Streams implements StreamingChatModel {}

  private static final class NoStreams implements StreamingChatModel {

    @Override
    public ModelProvider provider() {
      throw new NoSuchMethodError("injected");
    }
  }

  private static final class Told implements StreamingChatResponseHandler, Flow.Subscriber<Object> {

    private final List<Throwable> errors = new ArrayList<>();

    @Override
    public void onPartialResponse(String text) {}

    @Override
    public void onCompleteResponse(ChatResponse response) {}

    @Override
    public void onError(Throwable error) {
      errors.add(error);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(Object event) {}

    @Override
    public void onComplete() {}
  }
}
