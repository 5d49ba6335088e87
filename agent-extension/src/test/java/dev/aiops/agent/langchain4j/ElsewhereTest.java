/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.budget.FixedBudgets;
import io.opentelemetry.javaagent.aiops.budget.LateBudgets;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asynchronous calls on an event loop whose money is still to come. */
@Timeout(30)
class ElsewhereTest {

  private static final ChatRequest REQUEST =
      ChatRequest.builder()
          .modelName("gpt-4o")
          .messages(UserMessage.from("hello"))
          .maxOutputTokens(64)
          .build();

  private static final ChatResponse ANSWER =
      ChatResponse.builder()
          .aiMessage(AiMessage.from("hello"))
          .tokenUsage(new TokenUsage(7, 3))
          .build();

  private final FixedBudgets money = new FixedBudgets().with(new FixedBudgets.Terms("all"), 0);
  private final LateBudgets budgets = new LateBudgets(money);
  private final Rig rig = Rig.capped(budgets);
  private final List<String> askedOn = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    rig.close();
  }

  private static <T> T onLoop(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task, "reactor-http-nio-1").start();
    return task.get(10, TimeUnit.SECONDS);
  }

  private void asked() {
    boolean inside = ModelCalls.current(Context.current()) != null;
    askedOn.add(Thread.currentThread().getName().replaceAll("-\\d+", "") + " " + inside);
  }

  private List<@Nullable String> outcomes() {
    AttributeKey<String> outcome = AttributeKey.stringKey("aiops.call.outcome");
    return rig.spans().stream().map(span -> span.getAttributes().get(outcome)).toList();
  }

  /** Its asynchronous method is younger than the version we are built with. */
  public final class Model implements ChatModel {

    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
      asked();
      return CompletableFuture.completedFuture(ANSWER);
    }
  }

  @Test
  void future_isMadeWhenTheMoneyComes() throws Exception {
    CompletableFuture<ChatResponse> answer =
        onLoop(
            () -> {
              Object[] entered = ChatModelInstrumentation.DoChatAsync.enter(new Model(), REQUEST);
              assertThat(Objects.requireNonNull(entered)[Entered.SKIPPED]).isNotNull();
              return Objects.requireNonNull(
                  ChatModelInstrumentation.DoChatAsync.exit(entered, null, null));
            });
    assertThat(answer.isDone()).isFalse();
    budgets.come("all", 1_000_000_000);
    assertThat(answer.get()).isSameAs(ANSWER);
    assertThat(askedOn).containsExactly("aiops-calls true");
    assertThat(outcomes()).containsExactly("ok");
  }

  private final class Streams implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      asked();
      handler.onPartialResponse("hello");
      handler.onCompleteResponse(ANSWER);
    }
  }

  private static final class Told implements StreamingChatResponseHandler {

    private final CompletableFuture<Boolean> inside = new CompletableFuture<>();

    @Override
    public void onPartialResponse(String text) {}

    @Override
    public void onCompleteResponse(ChatResponse response) {
      inside.complete(ModelCalls.current(Context.current()) != null);
    }

    @Override
    public void onError(Throwable error) {
      inside.completeExceptionally(error);
    }
  }

  private Told streamed() throws Exception {
    Told told = new Told();
    onLoop(
        () -> {
          Object[] entered =
              StreamingChatModelInstrumentation.DoChat.enter(new Streams(), REQUEST, told);
          assertThat(Objects.requireNonNull(entered)[StreamedCall.SKIPPED]).isNotNull();
          StreamingChatModelInstrumentation.DoChat.exit(entered, null);
          assertThat(Context.current()).as("no scope stays open").isSameAs(Context.root());
          return true;
        });
    return told;
  }

  @Test
  void stream_isBegunWhenTheMoneyComes_andTheAppIsOutsideIt() throws Exception {
    Told told = streamed();
    assertThat(askedOn).isEmpty();
    budgets.come("all", 1_000_000_000);
    assertThat(told.inside.get()).isFalse();
    assertThat(askedOn).containsExactly("aiops-calls true");
    assertThat(outcomes()).containsExactly("ok");
  }

  @Test
  void stream_thatIsRefused_isToldToTheHandler_andNotBegun() throws Exception {
    Told told = streamed();
    budgets.none();
    assertThat(told.inside)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(CallRefusedException.class);
    assertThat(askedOn).isEmpty();
    assertThat(outcomes()).containsExactly("refused");
  }

  private static final class Subscriber implements Flow.Subscriber<Object> {

    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final List<Object> events = new ArrayList<>();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {
      given.request(1);
      subscription.complete(given);
    }

    @Override
    public void onNext(Object event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable error) {
      over.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      over.complete(true);
    }
  }

  /** What an event with the whole answer is like. */
  public record Complete(ChatResponse chatResponse) {}

  private Subscriber subscribed() throws Exception {
    Flow.Publisher<Object> events =
        subscriber -> {
          asked();
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  subscriber.onNext(new Complete(ANSWER));
                  subscriber.onComplete();
                }

                @Override
                public void cancel() {}
              });
        };
    Flow.Publisher<Object> calls =
        Objects.requireNonNull(
            StreamingChatModelInstrumentation.Reactive.exit(new Streams(), REQUEST, events));
    Subscriber subscriber = new Subscriber();
    onLoop(
        () -> {
          calls.subscribe(subscriber);
          return true;
        });
    return subscriber;
  }

  @Test
  void publisher_givesTheSubscriptionAtOnce_andEventsWhenTheMoneyComes() throws Exception {
    Subscriber subscriber = subscribed();
    assertThat(subscriber.subscription.isDone()).isTrue();
    assertThat(askedOn).isEmpty();
    budgets.come("all", 1_000_000_000);
    assertThat(subscriber.over.get()).isTrue();
    assertThat(subscriber.events).containsExactly(new Complete(ANSWER));
    assertThat(askedOn).containsExactly("aiops-calls true");
    assertThat(outcomes()).containsExactly("ok");
  }

  @Test
  void publisher_cancelledMeanwhile_isNeverSubscribedTo() throws Exception {
    Subscriber subscriber = subscribed();
    budgets.awaitOneWaiting();
    subscriber.subscription.get().cancel();
    budgets.awaitNoneWaiting();
    budgets.come("all", 1_000_000_000);
    assertThat(outcomes()).containsExactly("cancelled");
    assertThat(askedOn).isEmpty();
    assertThat(money.reserved("all") + money.spent("all")).isZero();
    assertThat(subscriber.over.isDone()).isFalse();
  }

  @Test
  void publisher_thatIsRefused_tellsTheSubscriber() throws Exception {
    Subscriber subscriber = subscribed();
    budgets.none();
    assertThat(subscriber.over)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(CallRefusedException.class);
    assertThat(askedOn).isEmpty();
  }
}
