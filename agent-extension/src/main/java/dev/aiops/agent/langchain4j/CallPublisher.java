/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package dev.aiops.agent.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.call.Ends;
import io.opentelemetry.javaagent.aiops.call.ModelCall;
import io.opentelemetry.javaagent.aiops.call.ModelCalls;
import io.opentelemetry.javaagent.aiops.call.ModelRequest;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.Getter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A reactive answer, as LangChain4j 1.20 has it: each subscription is a model call. The subscriber
 * runs in the context it subscribed from.
 */
final class CallPublisher implements Flow.Publisher<Object> {

  private final Flow.Publisher<Object> events;
  private final Supplier<ModelRequest> request;

  CallPublisher(Flow.Publisher<Object> events, Supplier<ModelRequest> request) {
    this.events = events;
    this.request = request;
  }

  /** What stands in for {@code events} where we failed: a refusal where budgets are enforced. */
  static Flow.Publisher<Object> failed(Throwable fault, Flow.Publisher<Object> events) {
    RuntimeException refusal = ModelCalls.refusal(fault);
    return refusal == null ? events : new SubmissionRefused(refusal);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Object> subscriber) {
    Context parent = Context.current();
    Object call = Faults.value("langchain4j stream", () -> begun(parent), ModelCalls::refusal);
    if (call instanceof Throwable refusal) {
      new SubmissionRefused(refusal).subscribe(subscriber);
    } else if (call instanceof Waiting waiting) {
      elsewhere(waiting.call(), new Watched(waiting.call(), parent, subscriber));
    } else if (call instanceof ModelCall admitted) {
      watch(admitted, parent, subscriber);
    } else {
      events.subscribe(subscriber);
    }
  }

  /** A call that would have to wait for its money where that must not be. */
  private record Waiting(ModelCall call) {}

  /** The call, admitted or waiting, or what to fail with in place of making it. */
  private Object begun(Context parent) {
    ModelCall call = ModelCalls.start(parent, request.get());
    if (call.mustWait()) {
      return new Waiting(call);
    }
    RuntimeException refusal = call.admit();
    return refusal == null ? call : refusal;
  }

  /** The subscriber has its subscription at once; who is subscribed to is on a thread of ours. */
  private void elsewhere(ModelCall call, Watched watched) {
    try {
      watched.early();
    } catch (Throwable e) {
      call.fail(e);
      throw e;
    }
    watched.waitsFor(
        call.elsewhere(
            () -> {
              events.subscribe(watched);
              return CompletableFuture.completedFuture(true);
            }));
  }

  /** A publisher of nothing but an error. */
  private record SubmissionRefused(Throwable refusal) implements Flow.Publisher<Object> {

    @Override
    public void subscribe(Flow.Subscriber<? super Object> subscriber) {
      subscriber.onSubscribe(NOTHING);
      subscriber.onError(refusal);
    }
  }

  private static final Flow.Subscription NOTHING =
      new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  private void watch(ModelCall call, Context parent, Flow.Subscriber<? super Object> subscriber) {
    Flow.Subscriber<Object> watched = new Watched(call, parent, subscriber);
    try {
      call.context().wrap(() -> events.subscribe(watched)).run();
    } catch (Throwable e) {
      call.fail(e);
      throw e;
    }
  }

  private static final class Watched implements Flow.Subscriber<Object>, Flow.Subscription {

    private static final Getter CHAT_RESPONSE = new Getter("chatResponse");
    private static final Getter TEXT = new Getter("text");

    private final ModelCall call;
    private final Context parent;
    private final Flow.Subscriber<? super Object> app;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Future<?> waiting;
    private volatile boolean cancelled;

    Watched(ModelCall call, Context parent, Flow.Subscriber<? super Object> app) {
      this.call = call;
      this.parent = parent;
      this.app = app;
    }

    @Override
    public void onSubscribe(Flow.Subscription real) {
      if (subscription instanceof EarlySubscription early) {
        early.arrived(real);
        return;
      }
      subscription = real;
      inParent(() -> app.onSubscribe(this));
    }

    /** The app may ask before there is anybody to ask of. */
    void early() {
      subscription = new EarlySubscription();
      inParent(() -> app.onSubscribe(this));
    }

    /** That is not to be when the app wants nothing any more. */
    void waitsFor(CompletableFuture<Boolean> subscribing) {
      waiting = subscribing;
      if (cancelled) {
        subscribing.cancel(true);
      }
      var unused =
          subscribing.whenComplete(
              (yes, error) -> {
                if (error != null && !cancelled) {
                  onError(error);
                }
              });
    }

    @Override
    public void onNext(Object event) {
      Faults.guard("langchain4j reactive event", () -> observe(event));
      inParent(() -> app.onNext(event));
    }

    private void observe(Object event) {
      if (CHAT_RESPONSE.of(event) instanceof ChatResponse response) {
        call.succeed(Responses.chat(response));
        return;
      }
      call.firstChunk();
      if (TEXT.of(event) instanceof String text) {
        call.received(text.length());
      }
    }

    @Override
    public void onError(Throwable error) {
      Faults.guard("langchain4j reactive error", () -> Ends.failed(call, error));
      inParent(() -> app.onError(error));
    }

    @Override
    public void onComplete() {
      // no complete response came: the provider ended the stream without one
      call.cut(null);
      inParent(app::onComplete);
    }

    @Override
    public void request(long n) {
      Flow.Subscription current = subscription;
      if (current != null) {
        call.context().wrap(() -> current.request(n)).run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      call.cancel();
      Future<?> subscribing = waiting;
      if (subscribing != null) {
        subscribing.cancel(true);
      }
      Flow.Subscription current = subscription;
      if (current != null) {
        current.cancel();
      }
    }

    private void inParent(Runnable step) {
      parent.wrap(step).run();
    }
  }
}
