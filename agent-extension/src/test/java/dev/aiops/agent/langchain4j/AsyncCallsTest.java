/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.Rig;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The asynchronous and reactive calls of LangChain4j 1.20, with the types of 1.19. */
class AsyncCallsTest {

  private static final ChatResponse ANSWER =
      ChatResponse.builder()
          .aiMessage(AiMessage.from("hello"))
          .tokenUsage(new TokenUsage(7, 3))
          .finishReason(FinishReason.STOP)
          .build();

  private static final ModelRequest REQUEST =
      ModelRequest.of(Operation.CHAT, "langchain4j").model("m").build();

  private final Rig rig = Rig.start();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void future_callEndsBeforeTheAppGoesOnOutsideIt() throws Exception {
    CompletableFuture<ChatResponse> library = new CompletableFuture<>();
    List<Object> atNext = new ArrayList<>();
    CompletableFuture<ChatResponse> app = future(library);
    CompletableFuture<Void> next =
        app.thenAccept(
            response -> {
              atNext.add(rig.openSpans());
              atNext.add(ModelCalls.current(Context.current()) == null);
            });
    library.complete(ANSWER);
    next.get();
    assertThat(atNext).containsExactly(0, true);
    assertThat(outcome()).isEqualTo("ok");
  }

  @Test
  void future_failure_reachesTheApp() {
    CompletableFuture<ChatResponse> library = new CompletableFuture<>();
    CompletableFuture<ChatResponse> app = future(library);
    library.completeExceptionally(new IllegalStateException("down"));
    assertThatThrownBy(app::get)
        .isInstanceOf(ExecutionException.class)
        .hasCause(new IllegalStateException("down"));
    assertThat(outcome()).isEqualTo("error");
  }

  @Test
  void future_cancelledByTheApp_cancelsTheLibrarys() {
    CompletableFuture<ChatResponse> library = new CompletableFuture<>();
    assertThat(future(library).cancel(true)).isTrue();
    assertThat(library).isCancelled();
    assertThat(outcome()).isEqualTo("cancelled");
  }

  private CompletableFuture<ChatResponse> future(CompletableFuture<ChatResponse> library) {
    ModelCall call = ModelCalls.start(Context.root(), REQUEST);
    CompletableFuture<ChatResponse> app =
        ChatCalls.endedAsync((Entered) Entered.begin(call, Context.root()), library, null);
    return Objects.requireNonNull(app);
  }

  @Test
  void publisher_eachSubscriptionIsACall() {
    Flow.Publisher<Object> events =
        new CallPublisher(
            new Events(List.of(new PartialResponse("hel"), new Complete(ANSWER))), () -> REQUEST);
    assertThat(rig.spans()).isEmpty();
    Collector first = new Collector(Long.MAX_VALUE);
    events.subscribe(first);
    events.subscribe(new Collector(Long.MAX_VALUE));
    assertThat(first.events).hasSize(2);
    assertThat(first.completed).isTrue();
    assertThat(rig.spans()).hasSize(2);
    assertThat(rig.spans().get(0).getAttributes().asMap())
        .containsEntry(AttributeKey.longKey("gen_ai.usage.input_tokens"), 7L)
        .containsEntry(AttributeKey.stringKey("aiops.call.outcome"), "ok")
        .containsKey(AttributeKey.doubleKey("gen_ai.response.time_to_first_chunk"));
  }

  @Test
  void publisher_endsWithoutAnswer_isCut() {
    new CallPublisher(new Events(List.of(new PartialResponse("hel"))), () -> REQUEST)
        .subscribe(new Collector(Long.MAX_VALUE));
    assertThat(outcome()).isEqualTo("cut");
  }

  @Test
  void publisher_cancelled_isCancelled() {
    Collector app = new Collector(1);
    new CallPublisher(
            new Events(List.of(new PartialResponse("hel"), new Complete(ANSWER))), () -> REQUEST)
        .subscribe(app);
    Objects.requireNonNull(app.subscription).cancel();
    assertThat(outcome()).isEqualTo("cancelled");
  }

  private @Nullable String outcome() {
    return rig.span("chat m").getAttributes().get(AttributeKey.stringKey("aiops.call.outcome"));
  }

  /** The event of 1.20 that ends a stream. */
  public record Complete(ChatResponse chatResponse) {}

  /** Hands out events as they are asked for. */
  private record Events(List<Object> events) implements Flow.Publisher<Object> {

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
      subscriber.onSubscribe(
          new Flow.Subscription() {
            private int next;

            @Override
            public void request(long n) {
              for (long i = 0; i < n && next < events.size(); i++) {
                subscriber.onNext(events.get(next++));
              }
              if (next == events.size()) {
                next++;
                subscriber.onComplete();
              }
            }

            @Override
            public void cancel() {
              next = events.size() + 1;
            }
          });
    }
  }

  private static final class Collector implements Flow.Subscriber<Object> {

    private final List<Object> events = new ArrayList<>();
    private final long wanted;
    private boolean completed;
    private Flow.@Nullable Subscription subscription;

    Collector(long wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
      subscription.request(wanted);
    }

    @Override
    public void onNext(Object event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {
      completed = true;
    }
  }
}
