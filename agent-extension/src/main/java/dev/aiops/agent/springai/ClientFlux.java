/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.run.RunScope;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** A chat client's streamed answer, of which each subscription is a run. */
final class ClientFlux extends Flux<ChatClientResponse> {

  private static final int MOST_TEXT = 64 * 1024;

  private final ChatClientRequest request;
  private final Flux<ChatClientResponse> answer;

  private ClientFlux(ChatClientRequest request, Flux<ChatClientResponse> answer) {
    this.request = request;
    this.answer = answer;
  }

  static Flux<ChatClientResponse> of(ChatClientRequest request, Flux<ChatClientResponse> answer) {
    return new ClientFlux(request, answer);
  }

  @Override
  public void subscribe(CoreSubscriber<? super ChatClientResponse> app) {
    Context parent = Context.current();
    RunScope run = Faults.value("spring-ai client", () -> ClientRuns.enter(parent, request));
    if (run == null) {
      answer.subscribe(app);
      return;
    }
    Watched watched = new Watched(run, parent, app);
    try {
      run.context().wrap(() -> answer.subscribe(watched)).run();
    } catch (Throwable e) {
      run.fail(e);
      throw e;
    }
  }

  private static final class Watched implements CoreSubscriber<ChatClientResponse>, Subscription {

    private final RunScope run;
    private final Context parent;
    private final CoreSubscriber<? super ChatClientResponse> app;
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable Subscription source;

    Watched(RunScope run, Context parent, CoreSubscriber<? super ChatClientResponse> app) {
      this.run = run;
      this.parent = parent;
      this.app = app;
    }

    @Override
    public reactor.util.context.Context currentContext() {
      return app.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      source = subscription;
      outside(() -> app.onSubscribe(this));
    }

    @Override
    public void onNext(ChatClientResponse piece) {
      Faults.guard("spring-ai client chunk", () -> keep(ClientRuns.text(piece)));
      outside(() -> app.onNext(piece));
    }

    private void keep(@Nullable String piece) {
      if (piece != null && text.length() < MOST_TEXT) {
        text.append(piece, 0, Math.min(piece.length(), MOST_TEXT - text.length()));
      }
    }

    @Override
    public void onError(Throwable error) {
      Faults.guard("spring-ai client error", () -> ClientRuns.failed(run, error));
      outside(() -> app.onError(error));
    }

    @Override
    public void onComplete() {
      run.output(text::toString);
      run.end();
      outside(app::onComplete);
    }

    @Override
    public void request(long n) {
      Subscription current = source;
      if (current != null) {
        run.context().wrap(() -> current.request(n)).run();
      }
    }

    @Override
    public void cancel() {
      Subscription current = source;
      if (current != null) {
        current.cancel(); // first, as the call it cancels is inside the run
      }
      run.cancel();
    }

    private void outside(Runnable step) {
      parent.wrap(step).run();
    }
  }
}
