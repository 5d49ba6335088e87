/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package org.example.methods;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Methods that the operator names as an agent's entries, one for each way to be done later. */
final class Desk {

  private final OpenAIClient client;

  Desk(OpenAIClient client) {
    this.client = client;
  }

  String answer(String model) {
    return ask(model);
  }

  CompletionStage<String> later(String model) {
    return CompletableFuture.supplyAsync(() -> ask(model)).thenApplyAsync(text -> text + "!");
  }

  CompletableFuture<String> never(String model) {
    ask(model);
    return new CompletableFuture<>();
  }

  Mono<String> mono(String model) {
    return Mono.deferContextual(
        context ->
            Mono.fromCallable(() -> ask(model) + " for " + context.getOrDefault("tenant", "nobody"))
                .subscribeOn(Schedulers.boundedElastic()));
  }

  Flux<String> flux(String model) {
    return mono(model).thenMany(Flux.just("a", "b", "c"));
  }

  Flow.Publisher<String> flow(String model) {
    return JdkFlowAdapter.publisherToFlowPublisher(flux(model));
  }

  Single<String> single(String model) {
    return Single.fromCallable(() -> ask(model))
        .subscribeOn(io.reactivex.rxjava3.schedulers.Schedulers.io());
  }

  Observable<String> observable(String model) {
    return single(model).flatMapObservable(text -> Observable.just("a", "b"));
  }

  private String ask(String model) {
    return client
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model(model).addUserMessage("Why?").build())
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }
}
