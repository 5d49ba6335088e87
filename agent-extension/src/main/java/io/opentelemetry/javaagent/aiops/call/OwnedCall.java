/*
 * Copyright The AI Ops Authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.opentelemetry.javaagent.aiops.call;

import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_ATTEMPTS;
import static io.opentelemetry.javaagent.aiops.Vocabulary.CALL_OUTCOME;
import static io.opentelemetry.javaagent.aiops.Vocabulary.ERROR_TYPE;
import static io.opentelemetry.javaagent.aiops.Vocabulary.TIME_TO_FIRST_CHUNK;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.aiops.budget.CallRefusedException;
import io.opentelemetry.javaagent.aiops.export.MessagePart.Part;
import io.opentelemetry.javaagent.aiops.hook.Faults;
import io.opentelemetry.javaagent.aiops.hook.TypedError;
import io.opentelemetry.javaagent.aiops.run.Run;
import io.opentelemetry.javaagent.aiops.thread.EventLoops;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model call, held by the hook that owns it. */
final class OwnedCall implements ModelCall {

  /**
   * Where a call stands.
   *
   * @param ownRun whether the call is itself the run
   */
  record Start(Context parent, Span span, Run run, boolean ownRun) {}

  private final CallRecorder recorder;
  private final ModelRequest request;
  private final Span span;
  private final Run run;
  private final boolean ownRun;
  private final Context context;
  private final Attempts attempts;
  private final long startNanos;
  private final CallBill bill;
  private final @Nullable Funds funds;
  private final AtomicBoolean firstChunk = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Answer answer = new Answer();
  private @Nullable AtomicReference<Object> step;
  private volatile boolean cutBelow;
  private volatile CallFields.Target target;

  OwnedCall(CallRecorder recorder, Start start, ModelRequest request) {
    this.recorder = recorder;
    this.request = request;
    this.span = start.span();
    this.run = start.run();
    this.ownRun = start.ownRun();
    this.attempts = new Attempts(recorder.clock(), recorder.nanoTime());
    this.target = new CallFields.Target(request.provider(), null, 0);
    this.funds = recorder.funds(span, run, request);
    this.bill =
        new CallBill(
            recorder.billing(), request, span, recorder.clock().instant(), attempts, funds);
    this.startNanos = recorder.nanoTime().getAsLong();
    this.context = recorder.inside(this, start.parent(), span);
  }

  /** Names the failed call this one stands in for, if there is one in the same step. */
  void standInFor(@Nullable AtomicReference<Object> lastFailedCall) {
    step = lastFailedCall;
    if (step != null
        && step.get() instanceof FailedCall failed
        && failed.isReplacedBy(request.model(), provider())) {
      failed.putOn(span);
    }
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public boolean owner() {
    return true;
  }

  @Override
  public void endpoint(@Nullable String provider, @Nullable String host, int port) {
    CallFields.Target before = target;
    target =
        new CallFields.Target(
            provider != null ? provider : before.provider(),
            host != null ? host : before.address(),
            host != null || port > 0 ? port : before.port());
  }

  private @Nullable String provider() {
    return target.provider(recorder.hosts());
  }

  @Override
  public @Nullable RuntimeException admit() {
    RuntimeException refusal = admitBelow();
    if (refusal != null) {
      finish("refused", () -> failed(refusal));
    }
    return refusal;
  }

  /** As {@link #admit}; the end is for the owner. */
  @Nullable RuntimeException admitBelow() {
    return funds == null ? null : funds.admit(provider(), target.host());
  }

  @Override
  public boolean mustWait() {
    return funds != null && !funds.isDecided(provider(), target.host()) && EventLoops.isCurrent();
  }

  @Override
  public <T> CompletableFuture<T> elsewhere(Supplier<? extends CompletionStage<T>> make) {
    return new Elsewhere(this).make(make);
  }

  /** There is no thread on which it could wait: the refusal, by which the call has ended. */
  @Nullable RuntimeException cannotWait(Throwable why) {
    if (funds != null) {
      funds.cannotWait(why);
    }
    return admit();
  }

  boolean hasEnded() {
    return ended.get();
  }

  @Override
  public long injectMaxTokens() {
    return funds == null ? 0 : funds.injectMaxTokens();
  }

  @Override
  public Attempt attemptStarted() {
    RuntimeException refusal =
        funds == null ? null : funds.attempt(attempts.mayBeBilled(), provider(), target.host());
    if (refusal != null) {
      return new RefusedAttempt(refusal);
    }
    bill.attemptStarted();
    cutBelow = false;
    return attempts.start();
  }

  @Override
  public void firstChunk() {
    if (firstChunk.compareAndSet(false, true)) {
      double seconds = (recorder.nanoTime().getAsLong() - startNanos) / 1e9;
      span.setAttribute(TIME_TO_FIRST_CHUNK, seconds);
    }
  }

  @Override
  public void received(int chars) {
    bill.received(chars);
  }

  /** Characters a hook below read of the last attempt's answer, of which the owner saw none. */
  void receivedBelow(int chars) {
    bill.receivedBelow(chars);
  }

  /** The answer of the last attempt broke off: what the owner's library makes of it is for it. */
  void cutBelow() {
    cutBelow = true;
  }

  @Override
  public void update(ModelResponse response) {
    answer.update(response);
  }

  void updateFromBelow(ModelResponse response) {
    answer.updateFromBelow(response);
  }

  /** As {@link #updateFromBelow}, of an answer still to be read. */
  void readsBelow(Supplier<ModelResponse> response) {
    answer.updateFromBelow(response);
  }

  @Override
  public void succeed(ModelResponse response) {
    update(response);
    finish("ok", this::succeeded);
  }

  @Override
  public void succeed(Supplier<ModelResponse> response) {
    if (!recorder.background().hasRoom()) {
      endNow(response);
    } else if (ended.compareAndSet(false, true)) {
      endLater(response, EndTime.of(span));
    }
  }

  private void endNow(Supplier<ModelResponse> response) {
    MalformedAnswer malformed = read(response);
    if (malformed == null) {
      finish("ok", this::succeeded);
    } else {
      cut(malformed);
    }
  }

  /** The app's next steps see the call ended; a run that ends with it is written after it. */
  private void endLater(Supplier<ModelResponse> response, EndTime end) {
    recorder.runs().callSucceeded(span.getSpanContext());
    leaveWord(null);
    if (ownRun) {
      run.modelAsked(null); // its start is to be written before its end
    }
    Instant now = recorder.clock().instant();
    recorder.background().soon("ending a model call", () -> ended(response, end, now));
  }

  private void ended(Supplier<ModelResponse> response, EndTime end, Instant at) {
    long endNanos = end.epochNanos();
    MalformedAnswer malformed = read(response);
    Faults.guard("describing a model call", () -> outcome(malformed == null ? "ok" : "cut"));
    Faults.guard(
        "describing a model call", malformed == null ? this::answered : () -> broken(malformed));
    Faults.guard("ending the span of a model call", () -> EndTime.end(span, endNanos));
    if (ownRun) {
      run.succeeded(at);
    }
  }

  private @Nullable MalformedAnswer read(Supplier<ModelResponse> response) {
    try {
      update(response.get());
    } catch (MalformedAnswer e) {
      return e;
    } catch (Throwable t) {
      Faults.report("reading an answer", t);
    }
    return null;
  }

  @Override
  public void fail(Throwable error) {
    finish(outcome(error), () -> failed(error));
  }

  private String outcome(Throwable error) {
    boolean refused = funds != null && CallRefusedException.causeOf(error) != null;
    return refused ? "refused" : cutBelow ? "cut" : "error";
  }

  @Override
  public void cut(@Nullable Throwable error) {
    finish("cut", () -> broken(error));
  }

  @Override
  public void abandon() {
    finish("abandoned", this::incomplete);
  }

  @Override
  public void cancel() {
    finish("cancelled", this::incomplete);
  }

  private void finish(String outcome, Runnable end) {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    Faults.guard("describing a model call", () -> outcome(outcome));
    Faults.guard("ending a model call", end);
    Faults.guard("ending the span of a model call", span::end);
  }

  private void outcome(String outcome) {
    CallFields.put(span, request);
    CallFields.put(span, target, recorder.hosts());
    attempts.putOn(span);
    span.setAttribute(CALL_OUTCOME, outcome);
    int least = outcome.equals("refused") ? 0 : 1;
    span.setAttribute(CALL_ATTEMPTS, (long) Math.max(least, attempts.count()));
  }

  private void succeeded() {
    answered();
    leaveWord(null);
    if (ownRun) {
      run.succeed();
    }
  }

  private void answered() {
    ModelResponse known = answer.known();
    CallFields.put(span, known);
    bill.answered(known, where());
    recorder.keep(span, run, Part.OUTPUT_MESSAGES, known.messages());
    if (run.wantsAnswer()) {
      run.answered(Faults.text("reading an answer", known.text()));
    }
  }

  private void failed(Throwable error) {
    ModelResponse known = answer.known();
    CallFields.put(span, known);
    bill.failed(known, where());
    if (funds != null) {
      funds.describe();
    }
    failedWith(TypedError.of(error), error);
  }

  private void broken(@Nullable Throwable error) {
    ModelResponse known = answer.known();
    CallFields.put(span, known);
    bill.broken(known, where());
    recorder.keep(span, run, Part.OUTPUT_MESSAGES, known.messages());
    failedWith(error == null ? "cut" : error.getClass().getName(), error);
  }

  private void incomplete() {
    ModelResponse known = answer.known();
    CallFields.put(span, known);
    bill.incomplete(known, where());
    recorder.keep(span, run, Part.OUTPUT_MESSAGES, known.messages());
    if (ownRun) {
      run.cancel();
    }
  }

  private void failedWith(String type, @Nullable Throwable error) {
    String spanId = span.getSpanContext().getSpanId();
    String message = error == null ? "" : recorder.content().errorMessage(error);
    span.setAttribute(ERROR_TYPE, type);
    span.setStatus(StatusCode.ERROR, message);
    if (error != null) {
      run.callFailed(spanId, error);
    }
    leaveWord(new FailedCall(spanId, request.model(), provider(), type));
    if (ownRun) {
      run.fail(spanId, type, message);
    }
  }

  /** For the next call in the same step. */
  private void leaveWord(@Nullable FailedCall failed) {
    if (step != null) {
      step.set(failed);
    }
  }

  private CallBill.Where where() {
    return new CallBill.Where(provider(), target.host());
  }
}
