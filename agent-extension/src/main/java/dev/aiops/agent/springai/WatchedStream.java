/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.springai.OpenCall;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.ai.chat.model.ChatResponse;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * What the app is sent of a streamed answer, read as it passes. The app runs in its own context.
 */
final class WatchedStream implements CoreSubscriber<ChatResponse>, Subscription {

  private final OpenCall open;
  private final ModelCall call;
  private final CoreSubscriber<? super ChatResponse> app;
  private final StreamedAnswer answer;
  private volatile @Nullable Subscription source;

  WatchedStream(OpenCall open, CoreSubscriber<? super ChatResponse> app) {
    this.open = open;
    this.call = open.call();
    this.app = app;
    this.answer = new StreamedAnswer(open.earlier());
  }

  @Override
  public Context currentContext() {
    return app.currentContext();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    outside(() -> app.onSubscribe(this));
  }

  @Override
  public void onNext(ChatResponse response) {
    if (!open.isAnswered()) {
      Faults.guard("spring-ai chunk", () -> read(response));
    }
    outside(() -> app.onNext(response));
  }

  private void read(ChatResponse response) {
    call.firstChunk();
    call.received(answer.add(response));
  }

  @Override
  public void onError(Throwable error) {
    Faults.guard("spring-ai stream error", () -> failed(error));
    outside(() -> app.onError(error));
  }

  private void failed(Throwable error) {
    if (answer.hasBegun()) {
      call.update(answer.response());
      call.cut(error);
    } else {
      Ends.failed(call, error);
    }
  }

  @Override
  public void onComplete() {
    Faults.guard("spring-ai stream end", () -> call.succeed(answer.response()));
    outside(app::onComplete);
  }

  @Override
  public void request(long n) {
    Subscription current = source;
    if (current != null) {
      open.context().wrap(() -> current.request(n)).run();
    }
  }

  /** Left where some of the answer has arrived, cancelled where none has. */
  @Override
  public void cancel() {
    Faults.guard("spring-ai cancel", this::left);
    Subscription current = source;
    if (current != null) {
      current.cancel();
    }
  }

  private void left() {
    call.update(answer.response());
    if (answer.hasBegun()) {
      call.abandon();
    } else {
      call.cancel();
    }
  }

  private void outside(Runnable step) {
    open.parent().wrap(step).run();
  }
}
