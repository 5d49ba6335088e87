/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@SuppressWarnings("unchecked") // a class has no type arguments
class PublishersTest {

  private static final ContextKey<String> PLACE = ContextKey.named("place");

  private final List<String> told = new ArrayList<>();

  /** Writes down what it is told. */
  private final class Writing implements Watch {

    @Override
    public Context context() {
      return Context.root().with(PLACE, "inside");
    }

    @Override
    public void next(Object element) {
      told.add("next " + element);
    }

    @Override
    public void done() {
      told.add("done");
    }

    @Override
    public void failed(Throwable error) {
      told.add("failed " + error.getMessage());
    }

    @Override
    public void cancelled() {
      told.add("cancelled");
    }
  }

  private static String place() {
    String place = Context.current().get(PLACE);
    return place == null ? "outside" : place;
  }

  private <T> T watched(Object source, Class<T> type) {
    return (T) Publishers.watched(source, type, Writing::new);
  }

  private static <T> List<T> elements(Flux<T> flux) {
    return Objects.requireNonNull(flux.collectList().block(Duration.ofSeconds(20)));
  }

  @Test
  void publisher_worksInTheContextOfTheWatch_andItsSubscriberInItsOwn() {
    Flux<String> flux =
        watched(
            Flux.defer(() -> Flux.just("made " + place())).map(s -> s + ", " + place()),
            Flux.class);
    assertThat(elements(flux.map(s -> s + ", read " + place())))
        .containsExactly("made inside, inside, read outside");
    assertThat(told).containsExactly("next made inside, inside", "done");
  }

  @Test
  void typesOfReactor_stayWhatTheyAre_andEachSubscriptionIsToldOf() {
    Mono<String> mono = watched(Mono.just("a"), Mono.class);
    assertThat(elements(mono.repeat(1))).containsExactly("a", "a");
    assertThat(told).containsExactly("next a", "done", "next a", "done");
  }

  @Test
  void contextOfReactor_isThatOfTheSubscriber() {
    Mono<String> mono =
        watched(Mono.deferContextual(context -> Mono.just(context.get("tenant"))), Mono.class);
    assertThat(mono.contextWrite(c -> c.put("tenant", "acme")).block()).isEqualTo("acme");
  }

  @Test
  void publisherOfReactiveStreams_isOne() {
    Publisher<String> publisher = watched(Flux.just("a", "b"), Publisher.class);
    assertThat(elements(Flux.from(publisher))).containsExactly("a", "b");
    assertThat(told).containsExactly("next a", "next b", "done");
  }

  @Test
  void publisherOfTheJdk_isOne() {
    Flow.Publisher<String> flow =
        watched(JdkFlowAdapter.publisherToFlowPublisher(Flux.just("a")), Flow.Publisher.class);
    assertThat(elements(JdkFlowAdapter.flowPublisherToFlux(flow))).containsExactly("a");
    assertThat(told).containsExactly("next a", "done");
  }

  @Test
  void typesOfRxJava_stayWhatTheyAre_andEachSubscriptionIsToldOf() {
    assertThat(watched(Single.just("a"), Single.class).blockingGet()).isEqualTo("a");
    assertThat(watched(Maybe.just("b"), Maybe.class).blockingGet()).isEqualTo("b");
    assertThat(watched(Maybe.empty(), Maybe.class).blockingGet()).isNull();
    watched(Completable.complete(), Completable.class).blockingAwait();
    Observable<String> observable = watched(Observable.just("c", "d"), Observable.class);
    assertThat(observable.toList().blockingGet()).containsExactly("c", "d");
    Flowable<String> flowable = watched(Flowable.just("e"), Flowable.class);
    assertThat(flowable.repeat(2).toList().blockingGet()).containsExactly("e", "e");
    assertThat(told)
        .containsExactly(
            "next a", "done", "next b", "done", "done", "done", "next c", "next d", "done",
            "next e", "done", "next e", "done");
  }

  @Test
  void singleOfRxJava_worksInTheContextOfTheWatch_whenItIsSubscribedTo() {
    Single<String> single = watched(Single.fromCallable(() -> "made " + place()), Single.class);
    assertThat(told).isEmpty();
    assertThat(single.map(s -> s + ", read " + place()).blockingGet())
        .isEqualTo("made inside, read outside");
  }

  @Test
  void singleThatIsDisposedOf_isToldOf() {
    Single<String> never = watched(Single.never(), Single.class);
    never.subscribe().dispose();
    assertThat(told).containsExactly("cancelled");
  }

  @Test
  void singleThatFails_isToldOfAndFails() {
    Single<String> failing =
        watched(Single.error(new IllegalStateException("on demand")), Single.class);
    assertThat(failing.onErrorReturn(e -> String.valueOf(e.getMessage())).blockingGet())
        .isEqualTo("on demand");
    assertThat(told).containsExactly("failed on demand");
  }

  @Test
  void subscriberThatWantsNoMore_isToldOf() {
    Flux<String> flux = watched(Flux.just("a", "b", "c"), Flux.class);
    assertThat(elements(flux.take(1))).containsExactly("a");
    assertThat(told).containsExactly("next a", "cancelled");
  }

  @Test
  void error_isToldAndPassedOn() {
    Mono<String> mono = watched(Mono.error(new IllegalStateException("on demand")), Mono.class);
    assertThat(elements(mono.onErrorResume(e -> Mono.just(String.valueOf(e.getMessage()))).flux()))
        .containsExactly("on demand");
    assertThat(told).containsExactly("failed on demand");
  }

  @ParameterizedTest
  @ValueSource(classes = {Mono.class, Flux.class, Publisher.class})
  void refusal_isTheOnlyThingThatTheSubscriberGets(Class<?> type) {
    Supplier<Object> refusing = () -> new IllegalStateException("refused");
    Object publisher = Publishers.watched(Mono.fromRunnable(() -> told.add("ran")), type, refusing);
    Flux<Object> flux = Flux.from((Publisher<?>) publisher);
    assertThat(elements(flux.onErrorResume(e -> Mono.just(String.valueOf(e.getMessage())))))
        .containsExactly("refused");
    assertThat(told).isEmpty();
  }

  @Test
  void refusal_isTheOnlyThingThatWhoeverWaitsForACompletableGets() {
    Supplier<Object> refusing = () -> new IllegalStateException("refused");
    Completable completable =
        (Completable)
            Publishers.watched(
                Completable.fromAction(() -> told.add("ran")), Completable.class, refusing);
    assertThatThrownBy(completable::blockingAwait).hasMessage("refused");
    assertThat(told).isEmpty();
  }

  @Test
  void watchThatFails_leavesThePublisherAsItWas() {
    Supplier<Object> failing =
        () -> {
          throw new IllegalStateException("a fault of ours");
        };
    Object publisher = Publishers.watched(Mono.just("a"), Mono.class, failing);
    assertThat(((Mono<?>) publisher).block()).isEqualTo("a");
  }
}
